//test:exit 2

// unsafe.Slice with a negative length.
package main

import "unsafe"

func main() {
	var x [4]int
	n := -1
	println(len(unsafe.Slice(&x[0], n)))
}
