// This file holds the inverse trigonometric and hyperbolic functions, from
// logarithms and roots as in clog.c of the Cephes library.

package cmplx

import "math"

// What a part of a number is.
func finite(x float64) bool    { return x-x == 0 }
func infinite(x float64) bool  { return x > math.MaxFloat64 || x < -math.MaxFloat64 }
func undefined(x float64) bool { return x != x }

func parts(x complex128) (re, im float64) { return real(x), imag(x) }

// inUnit reports whether x is in the domain of inverse sine and tangent.
func inUnit(x float64) bool { return x <= 1 && x >= -1 }

// turned returns x times i, negated where that is back.
func turned(x complex128) complex128     { return complex(-imag(x), real(x)) }
func turnedBack(x complex128) complex128 { return complex(imag(x), -real(x)) }

// Asin returns the inverse sine of x.
func Asin(x complex128) complex128 {
	re, im := parts(x)
	switch {
	case im == 0 && inUnit(re):
		return complex(math.Asin(re), im)
	case re == 0 && inUnit(im):
		return complex(re, math.Asinh(im))
	case undefined(im) && re == 0:
		return complex(re, math.NaN())
	case undefined(im) && infinite(re):
		return complex(math.NaN(), re)
	case undefined(im):
		return NaN()
	case infinite(im) && undefined(re):
		return x
	case infinite(im) && infinite(re):
		return complex(math.Copysign(math.Pi/4, re), im)
	case infinite(im):
		return complex(math.Copysign(0, re), im)
	case infinite(re):
		return complex(math.Copysign(math.Pi/2, re), math.Copysign(re, im))
	}
	square := x * x
	root := Sqrt(complex(1-real(square), -imag(square)))
	return turnedBack(Log(turned(x) + root))
}

// Asinh returns the inverse hyperbolic sine of x.
func Asinh(x complex128) complex128 {
	re, im := parts(x)
	switch {
	case im == 0 && inUnit(re):
		return complex(math.Asinh(re), im)
	case re == 0 && inUnit(im):
		return complex(re, math.Asin(im))
	case infinite(re) && infinite(im):
		return complex(re, math.Copysign(math.Pi/4, im))
	case infinite(re) && undefined(im):
		return x
	case infinite(re):
		return complex(re, math.Copysign(0, im))
	case undefined(re) && im == 0:
		return x
	case undefined(re) && infinite(im):
		return complex(im, re)
	case undefined(re):
		return NaN()
	case infinite(im):
		return complex(math.Copysign(im, re), math.Copysign(math.Pi/2, im))
	}
	square := x * x
	return Log(x + Sqrt(complex(1+real(square), imag(square))))
}

// Acos returns the inverse cosine of x.
func Acos(x complex128) complex128 {
	w := Asin(x)
	return complex(math.Pi/2-real(w), -imag(w))
}

// Acosh returns the inverse hyperbolic cosine of x.
func Acosh(x complex128) complex128 {
	if x == 0 {
		return complex(0, math.Copysign(math.Pi/2, imag(x)))
	}
	// The real part must not be negative.
	w := Acos(x)
	if !(imag(w) <= 0) {
		return turnedBack(w)
	}
	return turned(w)
}

// Atan returns the inverse tangent of x.
func Atan(x complex128) complex128 {
	re, im := parts(x)
	switch {
	case im == 0:
		return complex(math.Atan(re), im)
	case re == 0 && inUnit(im):
		return complex(re, math.Atanh(im))
	case infinite(im) || infinite(re):
		quarter := math.Copysign(math.Pi/2, re)
		if undefined(re) {
			quarter = re
		}
		return complex(quarter, math.Copysign(0, im))
	case undefined(re) || undefined(im):
		return NaN()
	}
	square := re * re
	a := 1 - square - im*im
	if a == 0 {
		return NaN()
	}
	angle := moduloPi(0.5 * math.Atan2(2*re, a))
	below, above := im-1, im+1
	divisor := square + below*below
	if divisor == 0 {
		return NaN()
	}
	return complex(angle, 0.25*math.Log((square+above*above)/divisor))
}

// Atanh returns the inverse hyperbolic tangent of x.
func Atanh(x complex128) complex128 { return turnedBack(Atan(turned(x))) }
