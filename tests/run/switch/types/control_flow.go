// break, init statements, no variable, first match wins, shadowing of the operand.
package main

import "fmt"

type a interface{ m() }
type b interface {
	a
	n()
}
type t struct{}

func (t) m() {}
func (t) n() {}

func next() any { fmt.Println("evaluated once"); return t{} }

func main() {
	switch x := next(); x.(type) {
	case a:
		fmt.Println("a first")
	case b:
		fmt.Println("never")
	}
	var x any = "outer"
	switch x := x.(type) {
	case string:
		x += " shadowed"
		fmt.Println(x)
	}
	fmt.Println(x)
	for i, v := range []any{1, "stop", 2} {
		switch v.(type) {
		case string:
			break
		default:
			fmt.Println("looping", i)
			continue
		}
		break
	}
	switch any(3).(type) {
	}
}
