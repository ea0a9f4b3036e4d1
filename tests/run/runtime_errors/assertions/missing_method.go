//test:exit 2

// The dynamic type lacks a method of the interface.
package main

type t struct{}

func (t) first() {}

func main() {
	var x any = t{}
	x.(interface {
		first()
		second()
	}).second()
}
