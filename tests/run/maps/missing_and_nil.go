// Missing keys give zero values; a nil map can be read, ranged over and deleted from.
package main

import "fmt"

func main() {
	var n map[string][]int
	v, ok := n["x"]
	fmt.Println(v == nil, ok, len(n), n == nil)
	for range n {
		fmt.Println("not reached")
	}
	delete(n, "x")
	m := map[string]int{"zero": 0}
	a, oka := m["zero"]
	b, okb := m["none"]
	fmt.Println(a, oka, b, okb)
	if _, ok := m["zero"]; ok {
		fmt.Println("present")
	}
	fmt.Println(n, m, map[int]bool{})
}
