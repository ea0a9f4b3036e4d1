// This file expands floats into all their decimal digits, for the conversions
// that 128 bits do not decide.

package strconv

// A decimal is the number 0.d₀d₁d₂... × 10**point; d holds the digits as ASCII.
type decimal struct {
	d     []byte
	point int
}

// limb is the base in which numbers are expanded: nine decimal digits.
const limb = 1000000000

// expand returns mant × 2**exp with all its digits; mant is not zero.
func expand(mant uint64, exp int) decimal {
	// 2**-n is 5**n / 10**n, so that it takes multiplications only.
	factor, step, count := uint64(1)<<29, 29, exp
	last := func(n int) uint64 { return 1 << uint(n) }
	if exp < 0 {
		for exp < 0 && mant&1 == 0 {
			mant >>= 1
			exp++
		}
		factor, step, count = 1220703125, 13, -exp
		last = func(n int) uint64 {
			p := uint64(1)
			for ; n > 0; n-- {
				p *= 5
			}
			return p
		}
	}
	limbs := make([]uint32, 0, 90) // the lowest first
	for ; mant > 0; mant /= limb {
		limbs = append(limbs, uint32(mant%limb))
	}
	for ; count > 0; count -= step {
		if count < step {
			factor = last(count)
		}
		carry := uint64(0)
		for i, l := range limbs {
			carry += uint64(l) * factor
			limbs[i] = uint32(carry % limb)
			carry /= limb
		}
		for ; carry > 0; carry /= limb {
			limbs = append(limbs, uint32(carry%limb))
		}
	}
	text := make([]byte, 9*len(limbs))
	for i, l := range limbs {
		end := len(text) - 9*i
		for at := end - 1; at >= end-9; at-- {
			text[at] = '0' + byte(l%10)
			l /= 10
		}
	}
	lead := 0
	for text[lead] == '0' {
		lead++
	}
	text = text[lead:]
	d := decimal{d: text, point: len(text) + min(exp, 0)}
	d.trim()
	return d
}

// round cuts d to n digits, rounding to nearest, the even one of two; the
// digits are all there are, without trailing zeros. n may be negative or zero.
func (d *decimal) round(n int) {
	if n < 0 {
		d.d = d.d[:0]
	} else if n < len(d.d) {
		up := d.d[n] >= '5'
		if d.d[n] == '5' && n+1 == len(d.d) {
			up = n > 0 && d.d[n-1]&1 == 1
		}
		d.d = d.d[:n]
		if up {
			d.increment()
		}
	}
	d.trim()
}

// increment adds one to the last digit.
func (d *decimal) increment() {
	i := len(d.d) - 1
	for i >= 0 && d.d[i] == '9' {
		i--
	}
	if i < 0 {
		// All nines, or no digits at all.
		d.d = append(d.d[:0], '1')
		d.point++
		return
	}
	d.d[i]++
	d.d = d.d[:i+1]
}

// trim removes trailing zeros.
func (d *decimal) trim() {
	n := len(d.d)
	for n > 0 && d.d[n-1] == '0' {
		n--
	}
	d.d = d.d[:n]
	if n == 0 {
		d.point = 0
	}
}
