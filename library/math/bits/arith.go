// This file holds addition, subtraction, multiplication and division with
// double-width operands or carries.

package bits

import _ "unsafe" // for go:linkname

// panicOverflow panics with the run-time error for a quotient that does not fit.
//
//go:linkname panicOverflow runtime.panicOverflow
func panicOverflow()

// Add32 returns x + y + carry and the carry out of it; carry must be 0 or 1.
func Add32(x, y, carry uint32) (sum, carryOut uint32) {
	wide := uint64(x) + uint64(y) + uint64(carry)
	return uint32(wide), uint32(wide >> 32)
}

// Add64 returns x + y + carry and the carry out of it; carry must be 0 or 1.
func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	// Averaging x and y with the carry gives half the sum without overflow.
	half := x>>1 + y>>1 + (x&y|(x|y)&carry)&1
	return sum, half >> 63
}

// Add returns x + y + carry and the carry out of it; carry must be 0 or 1.
func Add(x, y, carry uint) (sum, carryOut uint) {
	if UintSize == 64 {
		s, c := Add64(uint64(x), uint64(y), uint64(carry))
		return uint(s), uint(c)
	}
	s, c := Add32(uint32(x), uint32(y), uint32(carry))
	return uint(s), uint(c)
}

// Sub32 returns x - y - borrow and the borrow out of it; borrow must be 0 or 1.
func Sub32(x, y, borrow uint32) (diff, borrowOut uint32) {
	wide := uint64(x) - uint64(y) - uint64(borrow)
	return uint32(wide), uint32(wide >> 63)
}

// Sub64 returns x - y - borrow and the borrow out of it; borrow must be 0 or 1.
func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	// x - y - b = ^(^x + y + b), and the borrow is the carry of that sum.
	sum, carry := Add64(^x, y, borrow)
	return ^sum, carry
}

// Sub returns x - y - borrow and the borrow out of it; borrow must be 0 or 1.
func Sub(x, y, borrow uint) (diff, borrowOut uint) {
	if UintSize == 64 {
		d, b := Sub64(uint64(x), uint64(y), uint64(borrow))
		return uint(d), uint(b)
	}
	d, b := Sub32(uint32(x), uint32(y), uint32(borrow))
	return uint(d), uint(b)
}

// Mul32 returns the upper and the lower half of the product of x and y.
func Mul32(x, y uint32) (hi, lo uint32) {
	wide := uint64(x) * uint64(y)
	return uint32(wide >> 32), uint32(wide)
}

// Mul returns the upper and the lower half of the product of x and y.
func Mul(x, y uint) (hi, lo uint) {
	if UintSize == 64 {
		h, l := Mul64(uint64(x), uint64(y))
		return uint(h), uint(l)
	}
	h, l := Mul32(uint32(x), uint32(y))
	return uint(h), uint(l)
}

// Div32 returns the quotient and the remainder of (hi, lo) divided by y. It
// panics if y is 0 or the quotient does not fit.
func Div32(hi, lo, y uint32) (quo, rem uint32) {
	wide, divisor := uint64(hi)<<32|uint64(lo), uint64(y)
	q := wide / divisor
	if q>>32 != 0 {
		panicOverflow()
	}
	return uint32(q), uint32(wide % divisor)
}

// Div64 returns the quotient and the remainder of (hi, lo) divided by y. It
// panics if y is 0 or the quotient does not fit.
func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if hi == 0 {
		return lo / y, lo % y
	}
	if y <= hi {
		if y == 0 {
			return hi / y, 0 // the panic of a division by zero
		}
		panicOverflow()
	}
	// Long division by a normalised divisor, 32 bits at a time.
	shift := uint(LeadingZeros64(y))
	y <<= shift
	hi = hi<<shift | lo>>(64-shift)
	lo <<= shift
	upper, r := digit(hi, lo>>32, y)
	lower, r := digit(r, lo&0xFFFFFFFF, y)
	return upper<<32 | lower, r >> shift
}

// Div returns the quotient and the remainder of (hi, lo) divided by y. It
// panics if y is 0 or the quotient does not fit.
func Div(hi, lo, y uint) (quo, rem uint) {
	if UintSize == 64 {
		q, r := Div64(uint64(hi), uint64(lo), uint64(y))
		return uint(q), uint(r)
	}
	q, r := Div32(uint32(hi), uint32(lo), uint32(y))
	return uint(q), uint(r)
}

// digit divides the 96-bit number rem<<32 + next by y, whose top bit is set;
// rem is below y and next below 1<<32, so that the quotient has 32 bits.
func digit(rem, next, y uint64) (q, r uint64) {
	top := y >> 32
	// The quotient by the upper half of y is at most two too large.
	q = rem / top
	if q > 0xFFFFFFFF {
		q = 0xFFFFFFFF
	}
	prodHi, prodLo := Mul64(q, y)
	numHi, numLo := rem>>32, rem<<32|next
	for prodHi > numHi || prodHi == numHi && prodLo > numLo {
		q--
		var borrow uint64
		prodLo, borrow = Sub64(prodLo, y, 0)
		prodHi -= borrow
	}
	return q, numLo - prodLo
}

// Rem returns the remainder of (hi, lo) divided by y. It panics if y is 0.
func Rem(hi, lo, y uint) uint {
	if UintSize == 64 {
		return uint(Rem64(uint64(hi), uint64(lo), uint64(y)))
	}
	return uint(Rem32(uint32(hi), uint32(lo), uint32(y)))
}

// Rem64 returns the remainder of (hi, lo) divided by y. It panics if y is 0.
func Rem64(hi, lo, y uint64) uint64 {
	_, rem := Div64(hi%y, lo, y)
	return rem
}

// Rem32 returns the remainder of (hi, lo) divided by y. It panics if y is 0.
func Rem32(hi, lo, y uint32) uint32 {
	return uint32((uint64(hi)<<32 | uint64(lo)) % uint64(y))
}
