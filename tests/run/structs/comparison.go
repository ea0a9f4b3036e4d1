// Structs and arrays compare field by field; blanks and padding do not count.
package main

import "fmt"

type s struct {
	a int8
	b int64
	_ int
	c string
	d any
	e [2]float64
}

func main() {
	x := s{a: 1, b: 2, c: "c", d: 3, e: [2]float64{1, 2}}
	y := x
	fmt.Println(x == y, [2]s{x} == [2]s{y})
	y.c = string([]byte{'c'})
	fmt.Println(x == y)
	y.e[1] = 3
	fmt.Println(x == y, x != y, [2]string{"a", "b"} == [...]string{"a", "b"})
	zero := 0.0
	fmt.Println(struct{ f float64 }{zero} == struct{ f float64 }{-zero}, struct{}{} == struct{}{})
	nan := zero / zero
	n := [1]float64{nan}
	fmt.Println(n == n, [0]int{} == [0]int{}, &x == &y, &x == &x)
	var a, b any = x, x
	fmt.Println(a == b, a == any(y))
}
