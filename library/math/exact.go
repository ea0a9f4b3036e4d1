// This file holds the operations whose result is the exact one, or the exact
// one rounded once: remainders and the fused multiply-add. They compute with
// integers.

package math

import "math/bits"

// assemble returns mant × 2**exp with the given sign bit; mant is not zero, has
// at most 53 bits, and the value is a float64.
func assemble(sign, mant uint64, exp int) float64 {
	return Float64frombits(sign | Float64bits(Ldexp(float64(mant), exp)))
}

// divide returns the remainder of |x| by |y| in units of 2**exp, and the two
// lowest bits of the integer quotient. Both are finite, y is not zero and
// |x| >= |y|.
func divide(x, y float64) (rem uint64, exp int, quo uint) {
	xm, xe := exponent(x)
	ym, ye := exponent(y)
	steps := xe - ye
	quo = uint(xm / ym)
	rem = xm % ym
	for steps > 0 && rem != 0 {
		// rem has at most 53 bits: eleven more at a time.
		n := min(steps, 11)
		rem <<= uint(n)
		quo = quo<<uint(n) | uint(rem/ym)
		rem %= ym
		steps -= n
	}
	return rem, ye - fracBits, quo << uint(min(steps, 2)) & 3
}

// Mod returns the remainder of x/y with the sign of x: NaN if x is infinite or
// y is 0, x if y is infinite.
func Mod(x, y float64) float64 { return mod(x, y) }

func mod(x, y float64) float64 {
	if y == 0 || !finite(x) || y != y {
		return NaN()
	}
	if Abs(x) < Abs(y) || x == 0 {
		return x
	}
	sign := Float64bits(x) & signBit
	rem, exp, _ := divide(x, y)
	if rem == 0 {
		return Float64frombits(sign)
	}
	return assemble(sign, rem, exp)
}

// Remainder returns x - n×y for the integer n nearest to x/y, the even one of
// two: NaN if x is infinite or y is 0, x if y is infinite.
func Remainder(x, y float64) float64 {
	switch {
	case y == 0 || !finite(x) || y != y:
		return NaN()
	case !finite(y) || x == 0:
		return x
	}
	r := Copysign(Mod(x, y), 1)
	a := Abs(y)
	var quo uint
	if Abs(x) >= a {
		_, _, quo = divide(x, y)
	}
	// Compare r with a/2 by comparing r with a - r, exact where it matters.
	if rest := a - r; r > rest || r == rest && quo&1 == 1 {
		r = -rest
	}
	if Signbit(x) {
		return -r
	}
	return r
}

// FMA returns x × y + z, rounded once.
func FMA(x, y, z float64) float64 {
	switch {
	case x == 0 || y == 0 || !finite(x) || !finite(y):
		return x*y + z // exact
	case z == 0:
		return x * y
	case !finite(z):
		return z
	}
	xm, xe := exponent(x)
	ym, ye := exponent(y)
	zm, ze := exponent(z)
	sign := (Float64bits(x) ^ Float64bits(y)) & signBit
	zsign := Float64bits(z) & signBit

	// The product, with its leading bit at position 125 or 126 of 128; its
	// lowest bit is worth 2**exp.
	hi, lo := bits.Mul64(xm<<10, ym<<11)
	exp := xe + ye - 2*fracBits - 21
	// The addend, with its leading bit at position 125.
	zhi, zlo := zm<<9, uint64(0)
	zexp := ze - fracBits - 73

	// Bring the smaller exponent up to the larger one, keeping a sticky bit.
	if d := exp - zexp; d > 0 {
		zhi, zlo = shiftRightSticky(zhi, zlo, uint(d))
	} else {
		hi, lo = shiftRightSticky(hi, lo, uint(-d))
		exp = zexp
	}
	if sign == zsign {
		var carry uint64
		lo, carry = bits.Add64(lo, zlo, 0)
		hi += zhi + carry
	} else {
		var borrow uint64
		lo, borrow = bits.Sub64(lo, zlo, 0)
		hi, borrow = bits.Sub64(hi, zhi, borrow)
		if borrow != 0 {
			lo, borrow = bits.Sub64(0, lo, 0)
			hi = -hi - borrow
			sign = zsign
		}
	}
	if hi|lo == 0 {
		return 0
	}
	return roundWide(sign, hi, lo, exp)
}

// shiftRightSticky shifts the 128-bit number right by n; its lowest bit is set
// if any bit was lost.
func shiftRightSticky(hi, lo uint64, n uint) (uint64, uint64) {
	var lost uint64
	if n >= 128 {
		return 0, 1
	}
	if n >= 64 {
		lost = lo
		hi, lo = 0, hi
		n -= 64
	}
	if n > 0 {
		lost |= lo << (64 - n)
		lo = lo>>n | hi<<(64-n)
		hi >>= n
	}
	if lost != 0 {
		lo |= 1
	}
	return hi, lo
}

// roundWide returns the float64 nearest to (hi, lo) × 2**exp; the number is not
// zero.
func roundWide(sign, hi, lo uint64, exp int) float64 {
	// Normalise to a leading bit at position 127, then keep 64 bits and a
	// sticky bit.
	if hi == 0 {
		hi, lo = lo, 0
		exp -= 64
	}
	if n := uint(bits.LeadingZeros64(hi)); n > 0 {
		hi, lo = hi<<n|lo>>(64-n), lo<<n
		exp -= int(n)
	}
	exp += 64
	if lo != 0 {
		hi |= 1
	}
	// hi × 2**exp; the value's binary exponent is exp + 63.
	drop := uint(11)
	if e := exp + 63; e < 1-expBias {
		drop += uint(min(1-expBias-e, 60))
	}
	var mant uint64
	if drop > 64 {
		return Float64frombits(sign) // less than half the smallest number
	}
	var rest, half uint64
	if drop == 64 {
		mant, rest, half = 0, hi, 1<<63
	} else {
		mant, rest, half = hi>>drop, hi&(1<<drop-1), 1<<(drop-1)
	}
	if rest > half || rest == half && mant&1 == 1 {
		mant++
	}
	if mant == 0 {
		return Float64frombits(sign)
	}
	return Float64frombits(sign | Float64bits(Ldexp(float64(mant), exp+int(drop))))
}
