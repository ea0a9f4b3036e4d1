// A call of a variable that holds nothing but functions and literals is a call of one of them.
package main

var n int

func p1(x []int) {}

func p2(x []int) {}

type T struct{}

func (T) m(x []int) {}

func r1() {
	var f func([]int)
	f = func(x []int) {
		if n > 0 {
			f(x)
		}
	}
	f(make([]int, n))
}

func r2() {
	var f func([]int)
	f = func(x []int) {
		if n > 0 {
			f(x)
		}
	}
	f = nil
	f(make([]int, n))
}

func r3() {
	var f func([]int)
	f = func(x []int) {
		if n > 0 {
			f(x)
			f = nil
		}
	}
	f(make([]int, n))
}

func r4() {
	var f func([]int)
	g := &f
	f = func(x []int) {
		if n > 0 {
			f(x)
		}
	}
	f(make([]int, n))
	_ = g
}

func r5() {
	var f func([]int) = nil
	f = func(x []int) {
		if n > 0 {
			f(x)
		}
	}
	f(make([]int, n))
}

func r6() {
	var f, g func([]int)
	f = func(x []int) {
		if n > 0 {
			g(x)
		}
	}
	g = func(x []int) { f(x) }
	f(make([]int, n))
}

func r7() {
	var f func([]int)
	if n > 0 {
		f = func(x []int) {
			if n > 0 {
				f(x)
			}
		}
	}
	f(make([]int, n))
}

func r8() {
	f := func(x []int) {}
	f = func(x []int) {
		if n > 0 {
			f(x)
		}
	}
	f(make([]int, n))
}

func r9() {
	var f func([]int)
	for i := range 3 {
		f = func(x []int) {
			if n > i {
				f(x)
			}
		}
	}
	f(make([]int, n))
}

func r10() {
	var f func([]int)
	func() {
		f = func(x []int) {
			if n > 0 {
				f(x)
			}
		}
	}()
	f(make([]int, n))
}

func s1() {
	f := p1
	if n > 0 {
		f = p2
	}
	f(make([]int, n))
}

func s2(g func([]int)) {
	f := func(x []int) {}
	if n > 0 {
		f = g
	}
	f(make([]int, n))
}

func s3() {
	f := func(x []int) {}
	if n > 0 {
		f = func(x []int) {}
	}
	h := f
	h(make([]int, n))
}

func s4() { f := T{}.m; f(make([]int, n)) }

func s5() {
	var f func(x []int)
	if n > 0 {
		f = p1
	} else {
		f = func(x []int) {}
	}
	f(make([]int, n))
}

func s6() { f := p1; f(make([]int, n)) }

func s8() {
	var f func(x []int) *int
	if n > 0 {
		f = func(x []int) *int { return &x[0] }
	} else {
		f = func(x []int) *int { return nil }
	}
	_ = f(make([]int, n))
}

func s9() {
	var f func(x []int) *int
	if n > 0 {
		f = func(x []int) *int { return &x[0] }
	} else {
		f = func(x []int) *int { return nil }
	}
	func() { _ = f(make([]int, n)) }()
	for {
		f(nil)
	}
}

func s10() { var f func(x []int); f = func(x []int) {}; go f(make([]int, n)); defer f(make([]int, n)) }

func s11() (f func(x []int)) { f = func(x []int) {}; f(make([]int, n)); return }

func s12(f func(x []int)) { f = func(x []int) {}; f(make([]int, n)); return }

func s13() { f := p1; f = nil; f(make([]int, n)) }

func s14() { var f func(x []int) = p1; f(make([]int, n)) }

func s15() {
	f := func(x []int) {}
	for _, f = range []func([]int){nil} {
	}
	f(make([]int, n))
}

func s16() { f := func(x []int) {}; g := func() { f = func(x []int) {} }; g(); f(make([]int, n)) }

func main() {
	r1()
	r2()
	r3()
	r4()
	r5()
	r6()
	r7()
	r8()
	r9()
	r10()
	s1()
	s2(p1)
	s3()
	s4()
	s5()
	s6()
	s8()
	s9()
	s10()
	s11()
	s12(p1)
	s13()
	s14()
	s15()
	s16()
}
