//test:exit 2

// A nil interface with methods.
package main

type shape interface{ area() int }
type square struct{ side int }

func (s square) area() int { return s.side * s.side }

func main() {
	var x shape
	println(x.(square).area())
}
