// After ten errors the compiler stops.
package main

func main() {
	a01 := x01
	a02 := x02
	a03 := x03
	a04 := x04
	a05 := x05
	a06 := x06
	a07 := x07
	a08 := x08
	a09 := x09
	a10 := x10
	a11 := x11
	a12 := x12
}
