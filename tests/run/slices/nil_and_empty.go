// A nil slice and an empty one differ only in comparison with nil.
package main

import "fmt"

func main() {
	var n []int
	e := []int{}
	m := make([]int, 0)
	fmt.Println(n == nil, e == nil, m == nil, len(n), cap(n), n, e)
	fmt.Printf("%v %#v %#v %d\n", n, n, e, len(append(n, 1)))
	for range n {
		fmt.Println("not reached")
	}
	var f func([]int) bool = func(s []int) bool { return s == nil }
	fmt.Println(f(nil), f([]int(nil)), f(e[:0]))
}
