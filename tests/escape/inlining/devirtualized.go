//test:gcflags -m

// Calls through interfaces whose type is known become direct calls.
package main

type shape interface{ area() int }
type square struct{ side int }

func (s square) area() int { return s.side * s.side }

type box struct{ w, h int }

func (b *box) area() int { return b.w * b.h }

func total(shapes ...shape) (sum int) {
	for _, s := range shapes {
		sum += s.area()
	}
	return sum
}

func main() {
	var s shape = square{3}
	println(s.area())
	var b shape = &box{2, 3}
	println(b.area(), total(s, b))
}
