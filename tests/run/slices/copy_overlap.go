// copy handles overlap in both directions, unequal lengths and strings.
package main

import "fmt"

func main() {
	s := []int{0, 1, 2, 3, 4, 5, 6, 7}
	fmt.Println(copy(s[2:], s), s)
	s = []int{0, 1, 2, 3, 4, 5, 6, 7}
	fmt.Println(copy(s, s[3:]), s)
	b := make([]byte, 3)
	fmt.Println(copy(b, "héllo"), b, copy(b, ""), copy(b[:0], "x"), copy(b, b))
	p := []*int{new(int), nil}
	q := make([]*int, 2)
	copy(q, p)
	*q[0] = 5
	fmt.Println(*p[0], q[1] == nil)
}
