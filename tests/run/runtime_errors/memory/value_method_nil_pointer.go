//test:exit 2

// A value method called through a nil pointer in an interface.
package main

type t struct{ n int }

func (v t) get() int { return v.n }

type getter interface{ get() int }

func main() {
	var p *t
	var g getter = p
	println(g.get())
}
