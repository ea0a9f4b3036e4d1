// Types with identical underlying types convert; pointers, funcs and structs too.
package main

import "fmt"

type a struct {
	N int `tag:"x"`
	S string
}
type b struct {
	N int
	S string `tag:"y"`
}
type ints []int
type fn func(int) int
type meters float64

func (m meters) String() string { return fmt.Sprintf("%.1fm", float64(m)) }

func main() {
	x := a{1, "s"}
	y := b(x)
	p := (*b)(&x)
	p.N = 9
	fmt.Println(y, x, struct {
		N int
		S string
	}(x))
	var list ints = []int{1, 2}
	f := fn(func(n int) int { return n + 1 })
	g := (func(int) int)(f)
	fmt.Println([]int(list), g(1), meters(2.25), float64(meters(1)))
	var e error = error(nil)
	fmt.Println(e, interface{ String() string }(meters(3)))
}
