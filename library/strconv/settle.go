// This file decides the conversions of decimal numbers that lie too close to
// the middle between two floats, by comparing large integers.

package strconv

import "math/bits"

// maxDigits is the number of digits that matter: no middle between two floats
// has more, so that anything not zero after them weighs the same.
const maxDigits = 770

// settle returns the float nearest to num; low is the value of its mantissa and
// exponent, which is not above the true value, and close to it.
func (to format) settle(num number, low scaled) (f float64, ok bool) {
	drop := to.drop(low)
	mant, exp := uint64(0), low.exp+drop
	if drop < 128 {
		mant = low.hi >> uint(drop-64)
	}
	// Step up while the value is above the middle to the next float, or on it
	// and the next float is even.
	digits, exp10 := num.significant()
	for {
		c := compareMiddle(digits, exp10, 2*mant+1, exp-1)
		if c < 0 || c == 0 && mant&1 == 0 {
			return to.pack(mant, exp)
		}
		mant++
	}
}

// significant returns all digits of num as an integer and its power of ten.
func (num number) significant() (digits natural, exp10 int) {
	chunk, factor, count := uint64(0), uint64(1), 0
	places, point, rest := 0, false, false
	for i := 0; i < len(num.digits); i++ {
		c := num.digits[i]
		if c == '.' {
			point = true
		}
		if c == '.' || c == '_' {
			continue
		}
		if point {
			places++
		}
		if count == 0 && c == '0' {
			continue
		}
		if count++; count > maxDigits {
			rest = rest || c != '0'
			places--
			continue
		}
		chunk = chunk*10 + uint64(c-'0')
		if factor *= 10; factor == 1e18 {
			digits = digits.mulAdd(factor, chunk)
			chunk, factor = 0, 1
		}
	}
	digits = digits.mulAdd(factor, chunk)
	// num.exp counts from the end of num.mant; find the written exponent.
	exp10 = num.written() - places
	if rest {
		digits = digits.mulAdd(10, 1)
		exp10--
	}
	return digits, exp10
}

// written returns the exponent as it was written.
func (num number) written() int {
	// exp = written + dropped - places: count as scanNumber does.
	exp, mant, point := num.exp, uint64(0), false
	for i := 0; i < len(num.digits); i++ {
		c := num.digits[i]
		switch {
		case c == '.':
			point = true
			continue
		case c == '_':
			continue
		}
		if point {
			exp++
		}
		if mant < 1e18 {
			mant = mant*10 + uint64(c-'0')
		} else {
			exp--
		}
	}
	return exp
}

// compareMiddle compares digits × 10**exp10 with mant × 2**exp.
func compareMiddle(digits natural, exp10 int, mant uint64, exp int) int {
	left := append(natural(nil), digits...)
	right := natural{mant}
	// 10**n is 5**n × 2**n.
	if exp10 >= 0 {
		left = left.mulFive(exp10)
	} else {
		right = right.mulFive(-exp10)
	}
	if shift := exp - exp10; shift >= 0 {
		right = right.shift(uint(shift))
	} else {
		left = left.shift(uint(-shift))
	}
	return left.compare(right)
}

// A natural is a large number, the lowest word first, without leading zeros.
type natural []uint64

// mulAdd returns n×factor + term, in place.
func (n natural) mulAdd(factor, term uint64) natural {
	carry := term
	for i, word := range n {
		hi, lo := bits.Mul64(word, factor)
		sum, over := bits.Add64(lo, carry, 0)
		n[i], carry = sum, hi+over
	}
	if carry != 0 {
		n = append(n, carry)
	}
	return n
}

// mulFive returns n × 5**k, in place.
func (n natural) mulFive(k int) natural {
	const five27 = 7450580596923828125
	for ; k >= 27; k -= 27 {
		n = n.mulAdd(five27, 0)
	}
	rest := uint64(1)
	for ; k > 0; k-- {
		rest *= 5
	}
	return n.mulAdd(rest, 0)
}

// shift returns n × 2**k.
func (n natural) shift(k uint) natural {
	shifted := append(make(natural, k/64, int(k/64)+len(n)+1), n...)
	return shifted.shiftWords(k % 64)
}

// shiftWords returns n × 2**k for k < 64, in place.
func (n natural) shiftWords(k uint) natural {
	carry := uint64(0)
	for i, word := range n {
		n[i] = word<<k | carry
		carry = word >> (64 - k)
	}
	if carry != 0 {
		n = append(n, carry)
	}
	return n
}

// compare returns -1, 0 or +1 as n is below, equal to or above m.
func (n natural) compare(m natural) int {
	if len(n) != len(m) {
		if len(n) < len(m) {
			return -1
		}
		return 1
	}
	for i := len(n) - 1; i >= 0; i-- {
		if n[i] < m[i] {
			return -1
		}
		if n[i] > m[i] {
			return 1
		}
	}
	return 0
}
