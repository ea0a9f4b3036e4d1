// The receiver of a method value survives when the method keeps it.
package main

import "runtime"

type T struct {
	n    int
	next *T
}

var kept []*T

func (t *T) keep() {
	kept = append(kept, t)
	if t.n > 0 {
		inner := T{n: t.n - 1}
		f := inner.keep
		f()
	}
}

func clobber(n int) int {
	var a [200]int
	for i := range a {
		a[i] = -7
	}
	if n == 0 {
		return a[n]
	}
	return clobber(n-1) + a[n]
}

func main() {
	t := &T{n: 5}
	t.keep()
	runtime.GC()
	println(clobber(20))
	for _, t := range kept {
		println(t.n)
	}
}
