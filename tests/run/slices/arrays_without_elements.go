// Arrays without elements: every index is out of range, wherever the array is.
package main

import "fmt"

type padded struct {
	none [0]int
	some int
}

//go:noinline
func index(i int) (value int, problem any) {
	defer func() { problem = recover() }()
	return inArray(i), nil
}

func inArray(i int) int {
	var none [0]int
	p := &none
	_ = p
	return none[i]
}

//go:noinline
func inField(i int) int {
	var x padded
	add := func() { x.some++ }
	add()
	if i >= x.some {
		return x.none[i]
	}
	return x.some
}

func main() {
	fmt.Println(index(0))
	fmt.Println(inField(0))
	defer func() { fmt.Println(recover()) }()
	fmt.Println(inField(1))
}
