// Captured structs of 128 bytes and more, unchanged and changed after the capture.
package main

import "fmt"

type small struct{ a [16]int64 }
type large struct{ a [17]int64 }

func sums(s small, l large) (func() int64, func() int64) {
	return func() int64 { return s.a[0] + s.a[15] }, func() int64 { return l.a[0] + l.a[16] }
}

func main() {
	var s small
	var l large
	s.a[0], s.a[15], l.a[0], l.a[16] = 1, 2, 3, 4
	f, g := sums(s, l)
	s.a[0], l.a[0] = 100, 100
	fmt.Println(f(), g())

	direct := func() int64 { return s.a[0] + l.a[16] }
	l.a[16] = 1000
	fmt.Println(direct())
}
