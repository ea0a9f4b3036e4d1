// Function value, receiver and arguments are evaluated when defer executes.
package main

import "fmt"

type t struct{ n int }

func (v t) value()    { fmt.Println("value", v.n) }
func (p *t) pointer() { fmt.Println("pointer", p.n) }

func arg(s string) string { fmt.Println("evaluating", s); return s }

func main() {
	x := t{1}
	defer x.value()
	defer x.pointer()
	f := func(s string) { fmt.Println("old", s) }
	defer f(arg("a"))
	f = func(s string) { fmt.Println("new", s) }
	defer f(arg("b"))
	x.n = 2
	fmt.Println("end of body")
}
