// This file holds the trigonometric and the hyperbolic functions. They are
// combined from those of the parts; Cot and Tan, near their poles, from a series,
// as in clog.c of the Cephes library.

package cmplx

import (
	"internal/radians"
	"math"
)

// sinhCosh returns the hyperbolic sine and cosine of x.
func sinhCosh(x float64) (sinh, cosh float64) {
	if math.Abs(x) <= 0.5 {
		return math.Sinh(x), math.Cosh(x)
	}
	e := math.Exp(x)
	half, inverse := e*0.5, 0.5/e
	return half - inverse, half + inverse
}

// Sin returns the sine of x.
func Sin(x complex128) complex128 {
	// sin x = -i sinh(ix), but for the signs where nothing is special.
	re, im := real(x), imag(x)
	switch {
	case im == 0 && !finite(re):
		return complex(math.NaN(), im)
	case infinite(im) && re == 0:
		return x
	case infinite(im) && !finite(re):
		return complex(math.NaN(), im)
	case re == 0 && undefined(im):
		return x
	}
	sin, cos := math.Sincos(re)
	sinh, cosh := sinhCosh(im)
	return complex(sin*cosh, cos*sinh)
}

// Cos returns the cosine of x.
func Cos(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case im == 0 && !finite(re):
		return complex(math.NaN(), -im*math.Copysign(0, re))
	case infinite(im) && re == 0:
		return complex(math.Inf(1), -re*math.Copysign(0, im))
	case infinite(im) && !finite(re):
		return complex(math.Inf(1), math.NaN())
	case re == 0 && undefined(im):
		return complex(math.NaN(), 0)
	}
	sin, cos := math.Sincos(re)
	sinh, cosh := sinhCosh(im)
	return complex(cos*cosh, -sin*sinh)
}

// Sinh returns the hyperbolic sine of x.
func Sinh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case re == 0 && !finite(im):
		return complex(re, math.NaN())
	case infinite(re) && im == 0:
		return x
	case infinite(re) && !finite(im):
		return complex(re, math.NaN())
	case im == 0 && undefined(re):
		return complex(math.NaN(), im)
	}
	sin, cos := math.Sincos(im)
	sinh, cosh := sinhCosh(re)
	return complex(cos*sinh, sin*cosh)
}

// Cosh returns the hyperbolic cosine of x.
func Cosh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case re == 0 && !finite(im):
		return complex(math.NaN(), re*math.Copysign(0, im))
	case infinite(re) && im == 0:
		return complex(math.Inf(1), im*math.Copysign(0, re))
	case infinite(re) && !finite(im):
		return complex(math.Inf(1), math.NaN())
	case im == 0 && undefined(re):
		return complex(math.NaN(), im)
	}
	sin, cos := math.Sincos(im)
	sinh, cosh := sinhCosh(re)
	return complex(cos*cosh, sin*sinh)
}

// Tan returns the tangent of x.
func Tan(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case infinite(im) && !finite(re):
		return complex(math.Copysign(0, re), math.Copysign(1, im))
	case infinite(im):
		return complex(math.Copysign(0, math.Sin(2*re)), math.Copysign(1, im))
	case re == 0 && undefined(im):
		return x
	}
	below := math.Cos(2*re) + math.Cosh(2*im)
	if math.Abs(below) < 0.25 {
		below = coshLessCos(x)
	}
	if below == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/below, math.Sinh(2*im)/below)
}

// Tanh returns the hyperbolic tangent of x.
func Tanh(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case infinite(re) && !finite(im):
		return complex(math.Copysign(1, re), math.Copysign(0, im))
	case infinite(re):
		return complex(math.Copysign(1, re), math.Copysign(0, math.Sin(2*im)))
	case im == 0 && undefined(re):
		return x
	}
	below := math.Cosh(2*re) + math.Cos(2*im)
	if below == 0 {
		return Inf()
	}
	return complex(math.Sinh(2*re)/below, math.Sin(2*im)/below)
}

// Cot returns the cotangent of x.
func Cot(x complex128) complex128 {
	re, im := real(x), imag(x)
	below := math.Cosh(2*im) - math.Cos(2*re)
	if math.Abs(below) < 0.25 {
		below = coshLessCos(x)
	}
	if below == 0 {
		return Inf()
	}
	return complex(math.Sin(2*re)/below, -math.Sinh(2*im)/below)
}

// coshLessCos returns cosh(2 im x) - cos(2 re x), with the cosine's angle taken
// modulo π, from the Taylor series: two terms a step, of which one has the sum
// and the next the difference of the powers.
func coshLessCos(x complex128) float64 {
	a := moduloPi(math.Abs(2 * real(x)))
	b := math.Abs(2 * imag(x))
	a *= a
	b *= b
	powerA, powerB := 1.0, 1.0
	factorial, n := 1.0, 0.0
	sum := 0.0
	for {
		for _, sign := range [2]float64{1, -1} {
			factorial *= n + 1
			factorial *= n + 2
			n += 2
			powerA *= a
			powerB *= b
			term := (powerB + sign*powerA) / factorial
			sum += term
			if sign < 0 && !(math.Abs(term/sum) > 0x1p-53) {
				return sum
			}
		}
	}
}

// moduloPi returns x less the multiple of π next to it.
func moduloPi(x float64) float64 {
	if x >= 1<<30 {
		return farModuloPi(x)
	}
	// π in three parts, so that the first products are exact.
	const (
		upper  = 0x1.921fb4p+1
		middle = 0x1.4442dp-23
		lower  = 0x1.8469898cc517p-47
	)
	n := float64(int64(x/math.Pi + 0.5))
	return ((x - n*upper) - n*middle) - n*lower
}

// farModuloPi is moduloPi for large x.
func farModuloPi(x float64) float64 {
	mant, e := math.Frexp(x)
	hi, low := radians.Octants(uint64(mant*(1<<53)), e-53)
	// Four octants are π.
	fraction := radians.Fraction(hi<<1|low>>63, low<<1)
	if fraction > 0.5 {
		fraction--
	}
	return math.Pi * fraction
}
