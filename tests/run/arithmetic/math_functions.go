// Exactly rounded and special results of package math.
package main

import (
	"fmt"
	"math"
)

func main() {
	fmt.Println(math.Sqrt(2), math.Sqrt(-1), math.Floor(-1.5), math.Ceil(-1.5), math.Trunc(-1.5), math.Round(-2.5), math.RoundToEven(2.5))
	fmt.Println(math.Abs(-3), math.Mod(7, -3), math.Mod(-7, 3), math.Remainder(7, 4), math.Hypot(3, 4), math.Cbrt(27))
	fmt.Println(math.Pow(2, 10), math.Pow(2, -1), math.Pow(0, 0), math.Pow(-8, 1.0/3), math.Exp(0), math.Log(1), math.Log2(8), math.Log10(1000))
	fmt.Println(math.MaxInt, math.MinInt64, math.MaxUint16, uint64(math.MaxUint64), math.Inf(-1), math.IsNaN(math.NaN()), math.IsInf(1/math.Inf(1), 0))
	fmt.Println(math.Float64bits(1), math.Float32bits(-2), math.Float64frombits(0x4009_21fb_5444_2d18), math.Nextafter(1, 2))
	frac, exp := math.Frexp(10)
	whole, part := math.Modf(-3.25)
	fmt.Println(frac, exp, whole, part, math.Ldexp(0.5, 4), math.FMA(2, 3, 4), math.Max(3, math.NaN()), math.Min(-0.0, 0))
	fmt.Printf("%.6f %.6f %.6f %.6f %.6f\n", math.Sin(1), math.Cos(1), math.Tan(1), math.Atan2(1, -1), math.Exp(1.5))
}
