// Printing floats: shortest form, exponents from 21 digits on, float32 as itself.
package main

import "fmt"

func main() {
	for _, f := range []float64{0, 1, -1, 0.1, 1.0 / 3, 100, 1e5, 123456789, 1e20, 1e21, 1.5e300, 1e-4, 1e-5, 0.000123, 5e-324, 1.7976931348623157e308, 2.5e-310, 9007199254740993, 0.1 + 0.7} {
		fmt.Print(f, " ")
	}
	fmt.Println()
	for _, f := range []float32{0.1, 1.0 / 3, 16777216, 3.4e38, 1e-45, 123456.79, 0.3} {
		fmt.Print(f, " ", float64(f), " ")
	}
	fmt.Println()
	x := 2.0
	println(1.5, x, -0.25, 1e100, 1/x/3)
	println(float32(0.1), x*1e21, 7, true, "text", 'a', nil == any(nil))
}
