// This file multiplies integers by powers of ten in 128 bits, which decides
// nearly all conversions between binary and decimal, and tells the rest.

package strconv

import "math/bits"

// A scaled is a positive number f × 2**exp, where f is hi<<64 + lo and the top
// bit of hi is set. Unless it is exact, the true f is above that, by less than
// two.
type scaled struct {
	hi, lo uint64
	exp    int
	exact  bool
}

const slack = 4

// powerExponent returns e such that 10**k is in [2**e, 2**(e+1)).
func powerExponent(k int) int {
	return k * 217706 >> 16
}

// scale returns m × 10**k; m is not zero and k in the range of the tables.
func scale(m uint64, k int) scaled {
	shift := uint(bits.LeadingZeros64(m))
	m <<= shift
	hi, mid := bits.Mul64(m, powerHigh[k-minPower])
	low := uint64(0)
	if p := powerLow[k-minPower]; p != 0 {
		var carryIn, carry uint64
		carryIn, low = bits.Mul64(m, p)
		mid, carry = bits.Add64(mid, carryIn, 0)
		hi += carry
	}
	// The powers up to 5**55 fit into the table's 128 bits.
	s := scaled{hi: hi, lo: mid, exp: powerExponent(k) - 127 - int(shift) + 64}
	s.exact = 0 <= k && k <= 55 && low == 0
	if hi>>63 == 0 {
		s.hi, s.lo = hi<<1|mid>>63, mid<<1|low>>63
		s.exp--
		if low<<1 != 0 {
			s.exact = false
		}
	}
	return s
}

// round returns the number f / 2**drop, rounded to the nearest integer, the
// even one of two; drop is from 64 to 128. ok is false if f is not known well
// enough to tell.
func (s scaled) round(drop uint) (n uint64, ok bool) {
	n = s.hi >> (drop - 64)
	fracHi, fracLo := s.hi-n<<(drop-64), s.lo
	var halfHi, halfLo uint64 = 0, 1 << 63
	if drop > 64 {
		halfHi, halfLo = 1<<(drop-65), 0
	}
	lo, borrow := bits.Sub64(halfLo, fracLo, 0)
	hi, borrow := bits.Sub64(halfHi, fracHi, borrow)
	missing := hi | lo
	switch {
	case borrow != 0 || missing == 0 && !s.exact:
		return n + 1, true // above the half
	case missing == 0:
		return n + n&1, true // exactly the half
	case !s.exact && hi == 0 && lo < slack:
		return 0, false
	}
	return n, true
}
