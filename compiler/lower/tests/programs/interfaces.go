package main

type shape interface {
	area() int
	scale(int)
}

type square struct{ side int }

func (s *square) area() int   { return s.side * s.side }
func (s *square) scale(k int) { s.side *= k }

type named struct {
	*square
	text string
}

func (n named) String() string { return n.text }

type stringer interface{ String() string }

type fn func() int

func (f fn) area() int { return f() }

func describe(x any) {
	switch v := x.(type) {
	case shape:
		println(v.area())
	case stringer:
		println(v.String())
	case fn, nil:
		println(v == nil)
	case int:
		println(v + 1)
	}
}

func main() {
	n := named{&square{2}, "n"}
	var s shape = n
	s.scale(3)
	describe(n)
	describe(&n)
	describe(fn(func() int { return 1 }))
	if i, ok := any(s).(interface{ area() int }); ok {
		area := i.area
		println(area(), s == shape(n), any(n) == n)
	}
	println(named.String(n), (*square).area(n.square), shape.area(s))
	scale := n.scale
	scale(2)
}
