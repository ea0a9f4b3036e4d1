// Calls through interfaces, a type switch and values boxed into interfaces.
package main

import "fmt"

type shape interface{ area() float64 }
type square struct{ side float64 }
type circle struct{ radius float64 }
type box struct{ w, h float64 }

func (s square) area() float64  { return s.side * s.side }
func (c *circle) area() float64 { return 3 * c.radius * c.radius }
func (b box) area() float64     { return b.w * b.h }

func kind(x any) int {
	switch v := x.(type) {
	case square:
		return 1
	case *circle:
		return 2
	case fmt.Stringer:
		return len(v.String())
	case box:
		return int(v.w)
	}
	return 0
}

func main() {
	var shapes []shape
	for i := 0; i < 999; i++ {
		switch i % 3 {
		case 0:
			shapes = append(shapes, square{float64(i)})
		case 1:
			shapes = append(shapes, &circle{float64(i)})
		default:
			shapes = append(shapes, box{float64(i), 2})
		}
	}
	sum, kinds := 0.0, 0
	for round := 0; round < 100_000; round++ {
		for _, s := range shapes {
			sum += s.area()
		}
		kinds += kind(shapes[round%len(shapes)])
	}
	fmt.Printf("%.0f %d\n", sum, kinds)
}
