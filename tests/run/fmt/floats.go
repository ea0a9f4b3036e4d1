// Float and complex verbs with widths, precisions and flags.
package main

import (
	"fmt"
	"math"
)

func main() {
	for _, f := range []float64{0, 1.5, -2.25, 1234567.891, 1e-7, 1e21, math.Inf(1), math.NaN()} {
		fmt.Printf("%v|%g|%f|%e|%.2f|%8.2f|%-8.1f|%+.1f|%08.2f|%G|%.3g|% .1f|%x\n", f, f, f, f, f, f, f, f, f, f, f, f, f)
	}
	fmt.Printf("%v %v %.1f %6.2f|%g\n", float32(0.1), float32(16777216), float32(2.55), float32(-0.5), float32(1)/3)
	fmt.Printf("%#g %#.3g %#v %#v %.0f %#.0f %+v\n", 1.0, 1.0, 1.0, 1e6, 2.5, 2.5, 3.0)
	fmt.Printf("%v %.2f %+.1e %8.1f|\n", 1+2i, 1.234-5i, complex64(3i), -1-1i)
	fmt.Println(1.0, 2.50, float32(3.10), 1e6, 1e-6, 123456789.0, 100000000000000000000.0, 1e20*10)
}
