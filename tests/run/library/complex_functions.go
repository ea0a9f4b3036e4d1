// math/cmplx to the last bit: special values, and a sum over ordinary ones.
package main

import (
	"fmt"
	"math"
	"math/cmplx"
	"math/rand"
)

var functions = []struct {
	name string
	f    func(complex128) complex128
}{
	{"Acos", cmplx.Acos}, {"Acosh", cmplx.Acosh}, {"Asin", cmplx.Asin}, {"Asinh", cmplx.Asinh}, {"Atan", cmplx.Atan}, {"Atanh", cmplx.Atanh},
	{"Cos", cmplx.Cos}, {"Cosh", cmplx.Cosh}, {"Cot", cmplx.Cot}, {"Exp", cmplx.Exp}, {"Log", cmplx.Log}, {"Log10", cmplx.Log10},
	{"Sin", cmplx.Sin}, {"Sinh", cmplx.Sinh}, {"Sqrt", cmplx.Sqrt}, {"Tan", cmplx.Tan}, {"Tanh", cmplx.Tanh}, {"Conj", cmplx.Conj},
	{"Pow", func(x complex128) complex128 { return cmplx.Pow(x, 1.5-2i) }},
	{"Abs and Phase", func(x complex128) complex128 { return complex(cmplx.Polar(x)) }},
}

func bits(x float64) uint64 {
	if x != x {
		return 1
	}
	return math.Float64bits(x)
}

func main() {
	var special, ordinary []complex128
	parts := []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), 1, -0.5, math.Pi / 2, -1e300, 5e-324, 1 << 31}
	for _, re := range parts {
		for _, im := range parts {
			special = append(special, complex(re, im))
		}
	}
	r := rand.New(rand.NewSource(7))
	for range 3000 {
		ordinary = append(ordinary, complex(r.NormFloat64()*math.Exp(r.NormFloat64()*3), r.NormFloat64()*math.Exp(r.NormFloat64()*3)))
		ordinary = append(ordinary, complex(math.Pi/2*float64(r.Intn(1e9))+r.NormFloat64()*0.1, r.NormFloat64()*0.1))
	}
	for _, f := range functions {
		for _, set := range [][]complex128{special, ordinary} {
			sum := uint64(0)
			for _, x := range set {
				y := f.f(x)
				sum = sum*31 + bits(real(y))
				sum = sum*31 + bits(imag(y))
			}
			fmt.Printf("%s %x\n", f.name, sum)
		}
	}
	fmt.Println(cmplx.Pow(0, 0), cmplx.Pow(0, -1), cmplx.Pow(0, -1+1i), cmplx.Pow(0, 2i), cmplx.Rect(2, math.Pi/2), cmplx.IsNaN(cmplx.NaN()), cmplx.IsInf(cmplx.Inf()))
}
