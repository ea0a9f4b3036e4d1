// Channels compare by identity; nil ones have length and capacity zero.
package main

import "fmt"

func main() {
	a, b := make(chan int), make(chan int)
	c := a
	var n chan int
	fmt.Println(a == b, a == c, n == nil, len(n), cap(n))
	m := map[chan int]string{a: "a", b: "b"}
	fmt.Println(m[c], m[n] == "")
	var x, y any = a, c
	fmt.Println(x == y)
}
