//test:exit 1

// What struct literals may not do with promoted fields.
package main

type A struct{ X, Y int }
type B struct {
	A
	*P
	Z int
}
type P struct{ Q int }
type C struct {
	B
	D
}
type D struct{ Z int }

func main() {
	_ = B{X: 1, A: A{}}
	_ = B{A: A{}, Y: 1}
	_ = B{Q: 1}
	_ = B{X: 1, X: 2}
	_ = C{Z: 1}
	_ = B{X: "s"}
	_ = B{A.X: 1}
	_ = B{m: 1}
	_ = B{1, 2, X: 3}
	_ = C{B: B{}, X: 1}
}

func (B) m() {}
