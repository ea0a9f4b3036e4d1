// Package cmplx holds functions of complex128. Infinities, zeros and NaN give
// what C99, annex G, says.
//
// This file holds what is simple: parts, polar form, exponential, logarithm,
// powers and the square root.
package cmplx

import "math"

// Abs returns the distance of x from zero.
func Abs(x complex128) float64 { return math.Hypot(real(x), imag(x)) }

// Phase returns the angle of x, in [-Pi, Pi].
func Phase(x complex128) float64 { return math.Atan2(imag(x), real(x)) }

// Polar returns Abs(x) and Phase(x).
func Polar(x complex128) (r, θ float64) { return Abs(x), Phase(x) }

// Rect returns the number with the polar coordinates r and θ.
func Rect(r, θ float64) complex128 {
	sin, cos := math.Sincos(θ)
	return complex(r*cos, r*sin)
}

// Conj returns x mirrored at the real axis.
func Conj(x complex128) complex128 { return complex(real(x), -imag(x)) }

// Inf returns an infinity, with both parts positive.
func Inf() complex128 {
	inf := math.Inf(1)
	return complex(inf, inf)
}

// NaN returns a number that is none.
func NaN() complex128 {
	nan := math.NaN()
	return complex(nan, nan)
}

// IsInf reports whether a part of x is infinite.
func IsInf(x complex128) bool { return math.IsInf(real(x), 0) || math.IsInf(imag(x), 0) }

// IsNaN reports whether a part of x is NaN and none is infinite.
func IsNaN(x complex128) bool { return x != x && !IsInf(x) }

// Exp returns e**x.
func Exp(x complex128) complex128 {
	re, im := real(x), imag(x)
	if im == 0 && (math.IsInf(re, 1) || math.IsNaN(re)) {
		return x
	}
	undirected := math.IsInf(im, 0) || math.IsNaN(im)
	switch {
	case math.IsNaN(re) && !undirected:
		return NaN()
	case undirected && math.IsInf(re, -1):
		return complex(0, math.Copysign(0, im))
	case undirected && math.IsInf(re, 1):
		return complex(re, math.NaN())
	}
	return Rect(math.Exp(re), im)
}

// Log returns the natural logarithm of x; its imaginary part is in [-Pi, Pi].
func Log(x complex128) complex128 { return complex(math.Log(Abs(x)), Phase(x)) }

// Log10 returns the logarithm of x to the base 10.
func Log10(x complex128) complex128 {
	l := Log(x)
	return complex(math.Log10E*real(l), math.Log10E*imag(l))
}

// Pow returns x**y. Powers of zero are 1 for an exponent whose real part is zero,
// 0 for one with a positive real part, infinite for one with a negative.
func Pow(x, y complex128) complex128 {
	if x == 0 {
		return powerOfZero(y)
	}
	size, angle := Polar(x)
	if size == 0 {
		return 0
	}
	r, θ := math.Pow(size, real(y)), real(y)*angle
	if v := imag(y); v != 0 {
		r *= math.Exp(-v * angle)
		θ += v * math.Log(size)
	}
	return Rect(r, θ)
}

func powerOfZero(y complex128) complex128 {
	switch re := real(y); {
	case IsNaN(y):
		return NaN()
	case re == 0:
		return 1
	case re < 0 && imag(y) == 0:
		return complex(math.Inf(1), 0)
	case re < 0:
		return Inf()
	case re > 0:
		return 0
	}
	panic("not reached") // as in Go if y is NaN+Inf i
}

// Sqrt returns the square root of x whose real part is not negative; the
// imaginary part has the sign of that of x.
//
// Method: csqrt.c of the Cephes library. With r = |x|, the larger part of the
// root comes from (r+|re|)/2, the other from the product of the two; x is scaled
// so that nothing overflows or loses digits.
func Sqrt(x complex128) complex128 {
	re, im := real(x), imag(x)
	switch {
	case math.IsInf(im, 0):
		return complex(math.Inf(1), im)
	case im == 0 && re == 0:
		return complex(0, im)
	case im == 0 && re < 0:
		return complex(0, math.Copysign(math.Sqrt(-re), im))
	case im == 0:
		return complex(math.Sqrt(re), im)
	case re == 0:
		part := math.Sqrt(0.5 * math.Abs(im))
		return complex(part, math.Copysign(part, im))
	}
	factor, back := 0x1p54, 0x1p-27
	if math.Abs(re) > 4 || math.Abs(im) > 4 {
		factor, back = 0.25, 2
	}
	re *= factor
	im *= factor
	r := math.Hypot(re, im)
	large := math.Sqrt(0.5*r + 0.5*math.Abs(re))
	small := back * math.Abs(0.5*im/large)
	large *= back
	if !(re > 0) {
		large, small = small, large
	}
	if im < 0 {
		small = -small
	}
	return complex(large, small)
}
