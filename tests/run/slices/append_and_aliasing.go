// append writes in place while there is room, and copies when there is none.
package main

import "fmt"

func main() {
	a := make([]int, 3, 5)
	b := append(a, 1)
	c := append(a, 2)
	fmt.Println(b[3], c[3], len(a), &b[0] == &c[0])
	d := append(b, 3, 4)
	d[0] = 99
	fmt.Println(a[0], d, len(d) <= cap(d))
	var n []int
	n = append(n)
	fmt.Println(n == nil)
	n = append(n, a[:2]...)
	n = append(n, n...)
	fmt.Println(n, append([]byte("ab"), "cd"...))
	s := []int{1, 2, 3, 4}
	s = append(s[:1], s[2:]...)
	fmt.Println(s, s[:4])
}
