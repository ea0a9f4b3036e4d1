// The same name promoted from two embedded types at one depth.
package main

type a struct{ n int }
type b struct{ n int }

func (a) m() {}
func (b) m() {}

type c struct {
	a
	*b
}

type withM interface{ m() }

func main() {
	var v c
	_ = v.n
	v.m()
	var i withM = v
	_ = i
}
