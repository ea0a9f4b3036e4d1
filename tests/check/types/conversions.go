// Conversions that are not allowed.
package main

type a struct{ x int }
type b struct{ y int }

func main() {
	_ = int("5")
	_ = string(1.5)
	_ = b(a{})
	_ = []int("abc")
	_ = bool(1)
	_ = (*int)(5)
	_ = int8(300)
	_ = uint(-1)
	_ = int(2.5)
}
