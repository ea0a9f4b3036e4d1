// Complex arithmetic, parts, comparison, printing, division by zero.
package main

import (
	"fmt"
	"math"
)

func main() {
	a, b := complex(1, 2), 3-4i
	fmt.Println(a+b, a-b, a*b, a/b, -a, a == b, a != b, real(a), imag(b))
	var c complex64 = complex64(a) * 2i
	c += 1
	c /= 2
	fmt.Printf("%v %T %T %.2f %g\n", c, real(c), imag(a), b, a)
	var z complex128
	fmt.Println(a/z, z == 0, a*complex(math.Inf(1), 0), complex(math.NaN(), 0) == complex(math.NaN(), 0))
	power := complex(1, 0)
	for i := 0; i < 4; i++ {
		power *= 1i
		fmt.Print(power, " ")
	}
	m := map[complex128]string{1 + 1i: "x"}
	fmt.Println(m[complex(1, 1)], []complex64{1, 2i})
}
