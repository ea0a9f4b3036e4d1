//test:exit 2

// A right shift by a negative count.
package main

func main() {
	var n int8 = -128
	x := uint64(9)
	println(x >> n)
}
