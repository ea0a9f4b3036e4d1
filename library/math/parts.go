// This file holds the functions that look at or assemble the representation of
// a number, and rounding.

package math

// Inf returns positive infinity if sign >= 0, else negative infinity.
func Inf(sign int) float64 {
	if sign < 0 {
		return Float64frombits(signBit | infBits)
	}
	return Float64frombits(infBits)
}

// NaN returns a not-a-number value.
func NaN() float64 { return Float64frombits(nanBits) }

// IsNaN reports whether f is not a number.
func IsNaN(f float64) (is bool) { return f != f }

// IsInf reports whether f is an infinity: the positive one if sign > 0, the
// negative one if sign < 0, either if sign == 0.
func IsInf(f float64, sign int) bool {
	return sign >= 0 && f > MaxFloat64 || sign <= 0 && f < -MaxFloat64
}

// finite reports whether f is neither infinite nor NaN.
func finite(f float64) bool {
	return Float64bits(f)&infBits != infBits
}

// Signbit reports whether x is negative or negative zero.
func Signbit(x float64) bool { return int64(Float64bits(x)) < 0 }

// exponent returns e such that |x| / 2**e is in [1, 2), and the mantissa with
// its leading bit at position fracBits; x is finite and not zero.
func exponent(x float64) (mant uint64, e int) {
	b := Float64bits(x)
	mant, e = b&fracMask, int(b>>fracBits&expMask)-expBias
	if e == -expBias {
		e++
		for mant>>fracBits == 0 {
			mant <<= 1
			e--
		}
		return mant, e
	}
	return mant | 1<<fracBits, e
}

// Frexp returns frac in ±[½, 1) and exp such that f = frac × 2**exp. Zeros,
// infinities and NaN are returned unchanged, with 0.
func Frexp(f float64) (frac float64, exp int) {
	if f == 0 || !finite(f) {
		return f, 0
	}
	mant, e := exponent(f)
	b := Float64bits(f)&signBit | (expBias-1)<<fracBits | mant&fracMask
	return Float64frombits(b), e + 1
}

// Ldexp returns frac × 2**exp. Zeros, infinities and NaN are returned
// unchanged.
func Ldexp(frac float64, exp int) float64 {
	if frac == 0 || !finite(frac) {
		return frac
	}
	// Beyond these bounds the result no longer depends on exp, and the sum
	// below cannot overflow.
	exp = min(max(exp, -4000), 4000)
	mant, e := exponent(frac)
	e += exp
	sign := Float64bits(frac) & signBit
	switch {
	case e > expBias:
		return Float64frombits(sign | infBits)
	case e > -expBias:
		return Float64frombits(sign | uint64(e+expBias)<<fracBits | mant&fracMask)
	case e < -expBias-fracBits:
		return Float64frombits(sign)
	}
	// A subnormal result: let the multiplication round it.
	scaled := Float64frombits(sign | uint64(e+64+expBias)<<fracBits | mant&fracMask)
	return scaled * 0x1p-64
}

// Modf splits f into an integer and a fraction of the same sign that sum to f.
// For an infinity the fraction is NaN.
func Modf(f float64) (integer float64, fractional float64) {
	integer = Trunc(f)
	return integer, Copysign(f-integer, f)
}

// Logb returns the binary exponent of x: +Inf for infinities, -Inf for 0.
func Logb(x float64) float64 {
	switch {
	case x == 0:
		return Inf(-1)
	case x != x:
		return x
	case !finite(x):
		return Inf(1)
	}
	_, e := exponent(x)
	return float64(e)
}

// Ilogb returns the binary exponent of x: MaxInt32 for infinities and NaN,
// MinInt32 for 0.
func Ilogb(x float64) int {
	switch {
	case x == 0:
		return MinInt32
	case !finite(x):
		return MaxInt32
	}
	_, e := exponent(x)
	return e
}

// Round returns the nearest integer, the one farther from zero of two.
func Round(x float64) float64 {
	t := Trunc(x)
	if Abs(x-t) >= 0.5 {
		return t + Copysign(1, x)
	}
	return t
}

// Nextafter returns the float64 next to x on the way to y; x itself if they
// are equal, NaN if one of them is.
func Nextafter(x, y float64) (r float64) {
	switch {
	case x != x || y != y:
		return NaN()
	case x == y:
		return x
	case x == 0:
		return Copysign(SmallestNonzeroFloat64, y)
	}
	// Representations of one sign are ordered like the magnitudes.
	b := Float64bits(x)
	if (x < y) == (x > 0) {
		return Float64frombits(b + 1)
	}
	return Float64frombits(b - 1)
}

// Nextafter32 is Nextafter for float32.
func Nextafter32(x, y float32) (r float32) {
	switch {
	case x != x || y != y:
		return float32(NaN())
	case x == y:
		return x
	case x == 0:
		return float32(Copysign(SmallestNonzeroFloat32, float64(y)))
	}
	b := Float32bits(x)
	if (x < y) == (x > 0) {
		return Float32frombits(b + 1)
	}
	return Float32frombits(b - 1)
}

// Dim returns x - y, but not less than 0; NaN if the difference is.
func Dim(x, y float64) float64 {
	if d := x - y; d > 0 || d != d {
		return d
	}
	return 0
}

// Max returns the larger of x and y. An infinity of that side prevails over
// NaN, and +0 over -0.
func Max(x, y float64) float64 { return larger(x, y) }

func larger(x, y float64) float64 {
	switch {
	case IsInf(x, 1) || IsInf(y, 1):
		return Inf(1)
	case x != x || y != y:
		return NaN()
	case x > y || x == y && !Signbit(x):
		return x
	}
	return y
}

// Min returns the smaller of x and y. An infinity of that side prevails over
// NaN, and -0 over +0.
func Min(x, y float64) float64 { return smaller(x, y) }

func smaller(x, y float64) float64 {
	switch {
	case IsInf(x, -1) || IsInf(y, -1):
		return Inf(-1)
	case x != x || y != y:
		return NaN()
	case x < y || x == y && Signbit(x):
		return x
	}
	return y
}
