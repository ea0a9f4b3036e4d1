// Types that do not implement the interface they are used as.
package main

import "fmt"

type shape interface {
	area() float64
	name() string
}
type square struct{}
type circle struct{}
type wrong struct{}

func (square) area() float64  { return 1 }
func (*circle) area() float64 { return 1 }
func (*circle) name() string  { return "" }
func (wrong) area() int       { return 1 }
func (wrong) name() string    { return "" }

func main() {
	var s shape = square{}
	s = circle{}
	s = wrong{}
	s = 5
	var x fmt.Stringer = s
	_ = s.(square)
	_ = x.(int)
	switch s.(type) {
	case string:
	}
}
