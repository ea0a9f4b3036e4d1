// Method values bind a copy of the receiver; expressions take it as an argument.
package main

import "fmt"

type v struct{ n int }

func (x v) get() int             { return x.n }
func (x *v) set(n int)           { x.n = n }
func (x v) add(a, b int) (s int) { return x.n + a + b }

func main() {
	x := v{1}
	get, set := x.get, x.set
	x.n = 2
	fmt.Println(get(), x.get())
	set(7)
	fmt.Println(get(), x.n)
	p := &x
	getP := p.get
	p.n = 8
	fmt.Println(getP(), v.get(x), (*v).get(p), (*v).add(&x, 1, 2))
	(*v).set(p, 30)
	f := v.add
	fmt.Printf("%d %T %T %T\n", f(x, 1, 2), f, (*v).set, get)
	fs := []func() int{x.get, v{100}.get, (&v{200}).get}
	x.n = 0
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	fmt.Println()
}
