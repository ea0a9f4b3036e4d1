// This file holds the trigonometric functions, after sin.c and tan.c of the
// Cephes library: the argument is reduced modulo π/4, and a polynomial, or for
// the tangent a rational function, does the rest.

package math

import "internal/radians"

// octant returns j and z such that a = j × π/4 + z, with j even and z in about
// [-π/4, π/4]; j counts modulo 8. a is finite and not negative.
func octant(a float64) (j uint64, z float64) {
	if a >= farOctant {
		return octantFar(a)
	}
	// π/4 in three parts, so that the first products are exact.
	const (
		upper  = 0x1.921fb4p-1
		middle = 0x1.4442dp-25
		lower  = 0x1.8469898cc517p-49
	)
	j = uint64(a * (4 / Pi))
	j += j & 1
	y := float64(j)
	return j & 7, ((a - y*upper) - y*middle) - y*lower
}

// farOctant is from where on arguments are large.
const farOctant = 1 << 29

// octantFar is octant for large arguments.
func octantFar(a float64) (j uint64, z float64) {
	mant, e := exponent(a)
	e -= fracBits
	hi, low := radians.Octants(mant, e)
	// Three bits of octant, then the fraction. Its first 64 bits are right; the
	// bits after them, which matter only right after a multiple of π/4, are
	// three places off, because the digits Go computes are.
	j = hi >> 61
	z = radians.Fraction(hi<<3|low>>61, low)
	if j&1 == 1 {
		j = (j + 1) & 7
		z--
	}
	return j, z * (Pi / 4)
}

// sinSeries returns sin z for a reduced z.
func sinSeries(z float64) float64 {
	w := z * z
	p := w*0x1.5d8fd1fd19ccdp-33 + -0x1.ae5e5a9291f5dp-26
	p = p*w + 0x1.71de3567d48a1p-19
	p = p*w + -0x1.a01a019bfdf03p-13
	p = p*w + 0x1.111111110f7dp-7
	p = p*w + -0x1.5555555555548p-3
	return z + z*w*p
}

// cosSeries returns cos z for a reduced z.
func cosSeries(z float64) float64 {
	w := z * z
	p := w*-0x1.8fa49a0861a9bp-37 + 0x1.1ee9d7b4e3f05p-29
	p = p*w + -0x1.27e4f7eac4bc6p-22
	p = p*w + 0x1.a01a019c844f5p-16
	p = p*w + -0x1.6c16c16c14f91p-10
	p = p*w + 0x1.555555555554bp-5
	return 1 - 0.5*w + w*w*p
}

// Sin returns the sine of x, NaN for infinities.
func Sin(x float64) float64 { return sin(x) }

func sin(x float64) float64 {
	if x == 0 || x != x {
		return x
	}
	if !finite(x) {
		return NaN()
	}
	j, z := octant(Abs(x))
	var s float64
	if j&2 != 0 {
		s = cosSeries(z)
	} else {
		s = sinSeries(z)
	}
	if (x < 0) != (j&4 != 0) {
		return -s
	}
	return s
}

// Cos returns the cosine of x, NaN for infinities.
func Cos(x float64) float64 { return cos(x) }

func cos(x float64) float64 {
	if !finite(x) {
		return NaN()
	}
	j, z := octant(Abs(x))
	var c float64
	if j&2 != 0 {
		c = sinSeries(z)
	} else {
		c = cosSeries(z)
	}
	if j == 2 || j == 4 {
		return -c
	}
	return c
}

// Sincos returns Sin(x) and Cos(x).
func Sincos(x float64) (sin, cos float64) {
	if x == 0 {
		return x, 1
	}
	if !finite(x) {
		return NaN(), NaN()
	}
	j, z := octant(Abs(x))
	sin, cos = sinSeries(z), cosSeries(z)
	if j&2 != 0 {
		sin, cos = cos, sin
	}
	if (x < 0) != (j&4 != 0) {
		sin = -sin
	}
	if j == 2 || j == 4 {
		cos = -cos
	}
	return sin, cos
}

// Tan returns the tangent of x, NaN for infinities.
func Tan(x float64) float64 { return tan(x) }

func tan(x float64) float64 {
	if x == 0 || x != x {
		return x
	}
	if !finite(x) {
		return NaN()
	}
	j, z := octant(Abs(x))
	w := z * z
	t := z
	if w > 1e-14 {
		num := w*-0x1.992d8d24f3f38p+13 + 0x1.199eca5fc9dddp+20
		num = num*w + -0x1.11fead3299176p+24
		den := w + 0x1.ab8a5eeb36572p+13
		den = den*w + -0x1.427bc582abc96p+20
		den = den*w + 0x1.7d98fc2ead8efp+24
		den = den*w + -0x1.9afe03cbe5a31p+25
		t = z + z*(w*num/den)
	}
	if j&2 != 0 {
		t = -1 / t
	}
	if x < 0 {
		return -t
	}
	return t
}
