// Rings: linking, unlinking, the empty and the zero ring.
package main

import (
	"container/ring"
	"fmt"
)

func show(name string, r *ring.Ring) {
	fmt.Print(name, " ", r.Len(), ":")
	r.Do(func(v any) { fmt.Print(" ", v) })
	fmt.Println()
}

func main() {
	r := ring.New(6)
	for i := range r.Len() {
		r.Value = i
		r = r.Next()
	}
	show("new", r)
	removed := r.Unlink(2)
	show("rest", r)
	show("removed", removed)
	show("linked", r.Link(removed))
	show("back", r.Move(-2))
	show("round", r.Move(15))
	show("taken", r.Link(r.Move(3)))
	show("left", r)
	show("itself", r.Link(r))
	var zero, other ring.Ring
	show("zero", &zero)
	show("nil", ring.New(0))
	zero.Link(&other)
	show("two", &zero)
	fmt.Println(r.Unlink(0) == nil, zero.Next() == &other, zero.Prev().Prev() == &zero)
}
