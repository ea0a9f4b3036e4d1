// Closures that stay, that leave, and what they hold by value and by reference.
package main

var sink func() int

func stays() int {
	x := 1
	f := func() int { x++; return x }
	return f()
}

func leavesByValue(n int) func() int { return func() int { return n } }

func leavesByReference() func() int {
	n := 0
	return func() int { n++; return n }
}

func stored(s []int) {
	sink = func() int { return len(s) }
}

func pointer(p *int) func() { return func() { *p = 1 } }

func nested() func() func() int {
	a := 1
	return func() func() int {
		b := 2
		return func() int { a++; b++; return a + b }
	}
}

func applied(f func(int) int) int { return f(1) }

func passes(n int) int { return applied(func(x int) int { return x + n }) }

func main() {}
