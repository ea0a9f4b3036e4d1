// Slices convert to arrays (a copy) and to array pointers (no copy).
package main

import "fmt"

func main() {
	s := []int{1, 2, 3, 4}
	a := [2]int(s)
	p := (*[3]int)(s)
	s[0] = 100
	p[1] = 200
	fmt.Println(a, *p, s, len(p))
	var n []int
	fmt.Println((*[0]int)(n) == nil, (*[0]int)([]int{}) == nil, [0]int(n))
}
