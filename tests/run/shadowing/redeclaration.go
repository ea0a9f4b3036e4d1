// := assigns to variables of the same scope and declares the rest.
package main

import "fmt"

func pair(a, b int) (int, int) { return a, b }

func main() {
	a, b := pair(1, 2)
	p := &a
	a, c := pair(3, 4)
	fmt.Println(a, b, c, *p)
	if a, d := pair(5, 6); d > 0 {
		a, e := a+1, d
		fmt.Println(a, d, e)
	}
	fmt.Println(a)
	_, f := pair(7, 8)
	b, _, g := b+1, 0, f
	fmt.Println(b, f, g)
}
