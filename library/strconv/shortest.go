// This file finds the shortest decimal number that rounds to a given float.

package strconv

import "math/bits"

// A binary is a finite float without its sign: mant × 2**exp. The format it
// comes from has precision bits and its numbers have exponents from minExp on.
type binary struct {
	mant      uint64
	exp       int
	precision uint
	minExp    int
}

// shortest returns digits and exp10 such that digits × 10**exp10 rounds to b,
// has as few digits as possible, and is the one of those nearest to b. b is not
// zero; digits may end in zeros.
//
// This is R. Giulietti's algorithm, "The Schubfach way to render doubles"
// (2020): a power of ten is chosen such that the interval of numbers rounding
// to b contains at least one multiple of it, and at most one of the next
// power. The interval's bounds and b, all times four, are computed up to a
// sticky bit from a 126-bit power of ten.
func (b binary) shortest() (digits uint64, exp10 int) {
	c, q := b.mant, b.exp
	if q <= 0 && -q < int(b.precision) && c&(1<<uint(-q)-1) == 0 {
		return c >> uint(-q), 0 // a small integer
	}
	// The gap below a power of two is half the gap above it.
	narrow := uint64(0)
	if c == 1<<(b.precision-1) && q > b.minExp {
		narrow = 1
	}
	// floor(log10(2**q)) or floor(log10(3/4 × 2**q)).
	k := (q*1262611 - int(narrow)*524031) >> 22
	h := uint(q + powerExponent(-k) + 1)
	ten := roundedUpPower(-k)
	below := ten.timesSticky((4*c - 2 + narrow) << h)
	at := ten.timesSticky(4 * c << h)
	above := ten.timesSticky((4*c + 2) << h)
	if c&1 == 1 {
		// An odd mantissa loses ties: the bounds do not round to b.
		below++
		above--
	}
	s := at / 4
	if s >= 10 {
		// A multiple of the next power is shorter, if exactly one fits.
		t := s / 10
		downFits, upFits := below <= 40*t, 40*t+40 <= above
		if downFits != upFits {
			if upFits {
				t++
			}
			return t, k + 1
		}
	}
	downFits, upFits := below <= 4*s, 4*s+4 <= above
	if downFits != upFits {
		if upFits {
			s++
		}
		return s, k
	}
	// Both neighbours fit: the nearer one, or the even one.
	if mid := 4*s + 2; at > mid || at == mid && s&1 == 1 {
		s++
	}
	return s, k
}

// A power is hi<<64 + lo.
type power struct {
	hi, lo uint64
}

// roundedUpPower returns the leading 126 bits of 10**k, rounded up unless
// exact, as Schubfach wants them, with two zero bits in front.
func roundedUpPower(k int) power {
	p := power{powerHigh[k-minPower], powerLow[k-minPower]}
	if k < 0 || k > 55 {
		var carry uint64
		p.lo, carry = bits.Add64(p.lo, 1, 0)
		p.hi += carry
	}
	return p
}

// timesSticky returns the upper 64 bits of p×c / 2**64, with the lowest bit set
// if the rest is above one.
func (p power) timesSticky(c uint64) uint64 {
	carry, _ := bits.Mul64(p.lo, c)
	hi, mid := bits.Mul64(p.hi, c)
	mid, over := bits.Add64(mid, carry, 0)
	hi += over
	if mid > 1 {
		hi |= 1
	}
	return hi
}
