// Operands of the left side are evaluated first, then assigned in order.
package main

import "fmt"

func main() {
	a := []int{1, 2, 3}
	i := 0
	i, a[i] = 1, 9
	fmt.Println(i, a)
	a[0], a[0] = 1, 2
	fmt.Println(a[0])
	i, j := 1, 2
	i, j = j, i
	a[i], a[j] = a[j], a[i]
	fmt.Println(i, j, a)
	x, y, z := 1, 2, 3
	x, y, z = y, z, x
	fmt.Println(x, y, z)
	p := &a[1]
	a, *p = []int{7, 7, 7}, 50
	fmt.Println(a, *p)
	var s struct{ a, b int }
	s.a, s.b = 3, s.a
	fmt.Println(s)
	m := map[string]int{}
	m["x"], m["y"] = len(m), len(m)+1
	fmt.Println(m)
	func() {
		defer func() { fmt.Println(recover() != nil, x, a[0]) }()
		var nilMap map[string]int
		x, nilMap["k"], a[0] = 99, 1, 99
	}()
}
