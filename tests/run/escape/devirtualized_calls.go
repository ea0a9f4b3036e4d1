// Calls of methods of interfaces that can only hold one type, nil among them.
package main

import "fmt"

type I interface{ M(int) int }

type V struct{ a, b, c int }

func (v V) M(n int) int { return v.a + v.b + v.c + n }

type P struct{ n int }

func (p *P) M(n int) int { p.n += n; return p.n }

type Outer struct{ I }

type E struct {
	x int
	V
}

func attempt(name string, f func() int) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, r)
		}
	}()
	fmt.Println(name, f())
}

func main() {
	attempt("value", func() int { var i I = V{1, 2, 3}; return i.M(4) })
	attempt("pointer", func() int { p := &P{1}; var i I = p; i.M(4); return i.M(1) })
	attempt("embedded interface", func() int { var i I = Outer{V{1, 1, 1}}; return i.M(1) })
	attempt("embedded nil", func() int { var i I = Outer{}; return i.M(1) })
	attempt("embedded value", func() int { var i I = &E{1, V{1, 1, 2}}; return i.M(1) })
	attempt("late", func() int {
		var i I
		for n := range 2 {
			if n == 1 {
				i = V{}
			}
		}
		return i.M(9)
	})
	attempt("nil", func() int {
		var i I
		if len(fmt.Sprint(1)) > 4 {
			i = V{}
		}
		return i.M(9)
	})
	attempt("reassigned", func() int { var i I = V{1, 2, 3}; j := i; i = &P{7}; return j.M(0) + i.M(1) })
}
