// A struct with an embedded interface forwards to it, and may override some.
package main

import (
	"fmt"
	"sort"
)

type reverse struct{ sort.Interface }

func (r reverse) Less(i, j int) bool { return r.Interface.Less(j, i) }

type logged struct {
	fmt.Stringer
	calls *int
}

func (l logged) String() string { *l.calls++; return "[" + l.Stringer.String() + "]" }

type id int

func (i id) String() string { return fmt.Sprint("id", int(i)) }

func main() {
	list := sort.IntSlice{3, 1, 2}
	sort.Sort(reverse{list})
	fmt.Println(list)
	n := 0
	var s fmt.Stringer = logged{logged{id(5), &n}, &n}
	fmt.Println(s, n)
	defer func() { fmt.Println(recover() != nil) }()
	fmt.Println(logged{nil, &n}.Stringer.String())
}
