// An interface holds a copy of the value; pointers inside are shared.
package main

import "fmt"

type counter struct{ n int }

func (c counter) get() int { return c.n }
func (c *counter) inc()    { c.n++ }

type getter interface{ get() int }
type both interface {
	getter
	inc()
}

func main() {
	c := counter{1}
	var byValue getter = c
	var byPointer both = &c
	c.n = 10
	byPointer.inc()
	fmt.Println(byValue.get(), byPointer.get(), c.n)
	copied := byValue.(counter)
	copied.n = 50
	fmt.Println(byValue.get(), copied.get())
	a := [3]int{1, 2, 3}
	var x any = a
	a[0] = 100
	b := x.([3]int)
	b[1] = 200
	fmt.Println(x, a, b)
}
