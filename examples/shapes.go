// Shapes shows interfaces: several types behind one, embedding of structs and
// of interfaces, Stringer, type switches and sorting through an interface.
package main

import (
	"fmt"
	"math"
	"sort"
)

type shape interface {
	area() float64
	perimeter() float64
}

type solid interface {
	shape // every solid is a shape
	volume() float64
}

type point struct{ x, y float64 }

func (p point) String() string { return fmt.Sprintf("(%g, %g)", p.x, p.y) }

func (p *point) move(dx, dy float64) {
	p.x += dx
	p.y += dy
}

type circle struct {
	point  // embedded: a circle has x, y, String and move
	radius float64
}

type rectangle struct{ width, height float64 }
type square struct{ rectangle }
type triangle struct{ a, b, c float64 }
type box struct {
	square
	depth float64
}

func (c circle) area() float64      { return math.Pi * c.radius * c.radius }
func (c circle) perimeter() float64 { return 2 * math.Pi * c.radius }

func (r rectangle) area() float64      { return r.width * r.height }
func (r rectangle) perimeter() float64 { return 2 * (r.width + r.height) }
func (r rectangle) String() string     { return fmt.Sprintf("rectangle %gx%g", r.width, r.height) }

func (s square) String() string { return fmt.Sprintf("square %g", s.width) }

func (t *triangle) area() float64 {
	s := t.perimeter() / 2
	return math.Sqrt(s * (s - t.a) * (s - t.b) * (s - t.c))
}
func (t *triangle) perimeter() float64 { return t.a + t.b + t.c }

func (b box) volume() float64 { return b.square.area() * b.depth }

type byArea []shape

func (s byArea) Len() int           { return len(s) }
func (s byArea) Less(i, j int) bool { return s[i].area() < s[j].area() }
func (s byArea) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

func describe(s shape) string {
	switch v := s.(type) {
	case nil:
		return "nothing"
	case circle:
		return "circle at " + v.String()
	case *triangle:
		return fmt.Sprintf("triangle %v", *v)
	case solid:
		return fmt.Sprintf("solid of volume %g", v.volume())
	case fmt.Stringer:
		return v.String()
	default:
		return fmt.Sprintf("some %T", v)
	}
}

func main() {
	c := circle{point{1, 2}, 1.5}
	c.move(2, -1)
	shapes := []shape{
		c,
		rectangle{3, 4},
		square{rectangle{2, 2}},
		&triangle{3, 4, 5},
		box{square{rectangle{2, 2}}, 5},
	}
	sort.Sort(byArea(shapes))
	for _, s := range shapes {
		fmt.Printf("%-30s area %6.2f perimeter %6.2f\n", describe(s), s.area(), s.perimeter())
	}
	fmt.Println(describe(nil))

	var s shape = square{rectangle{7, 7}}
	_, isSolid := s.(solid)
	q, isSquare := s.(square)
	fmt.Println(isSolid, isSquare, q.width, s == shape(square{rectangle{7, 7}}))
	fmt.Printf("%v %+v %T\n", c, c, c)
}
