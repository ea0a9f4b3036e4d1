// Infinities, NaN, signed zeros, rounding, and comparisons with them.
package main

import (
	"fmt"
	"math"
)

func main() {
	zero, one := 0.0, 1.0
	inf, nan := one/zero, zero/zero
	fmt.Println(inf, -inf, nan, inf-inf, inf*zero, one/inf, one/-inf, -zero, one/(-zero*one))
	fmt.Println(nan == nan, nan != nan, nan < one, nan > one, !(nan <= one), inf > math.MaxFloat64, zero == -zero)
	fmt.Println(0.1+0.2, float32(0.1)+float32(0.2), 1e16+one, 1e308*(one+9), 5e-324/(one+one), -math.MaxFloat64*(one+1))
	x := 16777216.0
	fmt.Println(float32(x)+1, x+1, float32(x+1), math.Signbit(-zero), math.Signbit(math.Copysign(0, -1)))
	a, b, c := 1e16, 1.0, -1e16
	fmt.Println(a+b+c, a+c+b, a*b+c, (a+b)-(a-b))
}
