//test:exit 2

// A pointer is not the type it points to.
package main

type shape interface{ area() int }
type square struct{ side int }

func (s square) area() int { return s.side * s.side }

func main() {
	var x shape = &square{2}
	println(x.(square).side)
}
