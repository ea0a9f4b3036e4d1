// Two- and three-index slices of arrays, pointers, slices and strings.
package main

import "fmt"

func main() {
	a := [6]int{0, 1, 2, 3, 4, 5}
	s := a[1:4]
	fmt.Println(s, len(s), cap(s), a[:2], a[4:], len(a[:]))
	t := s[1:2:2]
	fmt.Println(t, len(t), cap(t), s[:5], s[3:])
	p := &a
	u := p[2:]
	u[0] = 22
	fmt.Println(a, s, p[2], len(p))
	str := "hello"
	fmt.Println(str[1:3], str[:0] == "", str[5:] == "", str[2:])
	var n []int
	fmt.Println(n[:] == nil, n[0:0] == nil, len(a[3:3]), cap(a[6:]))
}
