// The shallowest field or method wins; deeper ones are reached by name.
package main

import "fmt"

type a struct{ x, y, z int }

func (a) who() string { return "a" }

type b struct {
	a
	y int
}

type c struct {
	b
	z string
}

func (c) who() string { return "c" }

func main() {
	v := c{b{a{1, 2, 3}, 20}, "zz"}
	fmt.Println(v.x, v.y, v.z, v.a.y, v.b.a.z, v.who(), v.b.who())
	v.x, v.a.z = 10, 30
	fmt.Printf("%+v\n", v)
	w := v
	w.b.a.x = 99
	fmt.Println(v.x, w.x, v == w)
}
