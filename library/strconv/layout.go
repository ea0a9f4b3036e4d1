// This file lays out the digits of floats in the various formats.

package strconv

import "math/bits"

// digit returns digit i of d, 0 beyond its end.
func (d *decimal) digit(i int) byte {
	if 0 <= i && i < len(d.d) {
		return d.d[i]
	}
	return '0'
}

// appendZeros appends n zeros.
func appendZeros(dst []byte, n int) []byte {
	for ; n > 0; n-- {
		dst = append(dst, '0')
	}
	return dst
}

// appendExponential appends d as d.ddde±dd with prec digits after the point.
func (d *decimal) appendExponential(dst []byte, prec int, letter byte) []byte {
	dst = append(dst, d.digit(0))
	if prec > 0 {
		dst = append(dst, '.')
		if have := min(len(d.d), prec+1); have > 1 {
			dst = append(dst, d.d[1:have]...)
			prec -= have - 1
		}
		dst = appendZeros(dst, prec)
	}
	exp := 0
	if len(d.d) > 0 {
		exp = d.point - 1
	}
	return appendExponent(append(dst, letter), exp)
}

// appendExponent appends a sign and at least two digits.
func appendExponent(dst []byte, exp int) []byte {
	sign := byte('+')
	if exp < 0 {
		sign, exp = '-', -exp
	}
	dst = append(dst, sign)
	if exp < 10 {
		dst = append(dst, '0')
	}
	return AppendUint(dst, uint64(exp), 10)
}

// appendPlain appends d as ddd.ddd with prec digits after the point.
func (d *decimal) appendPlain(dst []byte, prec int) []byte {
	switch whole := d.point; {
	case whole <= 0:
		dst = append(dst, '0')
	case whole <= len(d.d):
		dst = append(dst, d.d[:whole]...)
	default:
		dst = append(dst, d.d...)
		dst = appendZeros(dst, whole-len(d.d))
	}
	if prec <= 0 {
		return dst
	}
	dst = append(dst, '.')
	lead := min(max(-d.point, 0), prec)
	dst = appendZeros(dst, lead)
	prec -= lead
	if from := max(d.point, 0); from < len(d.d) && prec > 0 {
		n := min(len(d.d)-from, prec)
		dst = append(dst, d.d[from:from+n]...)
		prec -= n
	}
	return appendZeros(dst, prec)
}

// appendBinary appends b as ddddp±ddd.
func appendBinary(dst []byte, b binary) []byte {
	dst = AppendUint(dst, b.mant, 10)
	dst = append(dst, 'p')
	if b.exp >= 0 {
		dst = append(dst, '+')
	}
	return AppendInt(dst, int64(b.exp), 10)
}

// appendHex appends b as 0xd.ddddp±dd with prec hexadecimal digits after the
// point, all that are not zero if prec is negative.
func appendHex(dst []byte, b binary, fmt byte, prec int) []byte {
	// The leading bit becomes bit 60, so that fifteen digits follow it.
	mant, exp := b.mant, 0
	if mant != 0 {
		n := uint(bits.LeadingZeros64(mant)) - 3
		mant <<= n
		exp = b.exp + 60 - int(n)
	}
	if 0 <= prec && prec < 15 {
		drop := uint(60 - 4*prec)
		rest, half := mant&(1<<drop-1), uint64(1)<<(drop-1)
		mant >>= drop
		if rest > half || rest == half && mant&1 == 1 {
			mant++
		}
		mant <<= drop
		if mant>>61 != 0 {
			mant >>= 1
			exp++
		}
	}
	alphabet := "0123456789abcdef"
	if fmt == 'X' {
		alphabet = "0123456789ABCDEF"
	}
	dst = append(dst, '0', fmt, '0'+byte(mant>>60))
	mant <<= 4
	if prec != 0 && (prec > 0 || mant != 0) {
		dst = append(dst, '.')
		for n := prec; n > 0 || prec < 0 && mant != 0; n-- {
			dst = append(dst, alphabet[mant>>60])
			mant <<= 4
		}
	}
	return appendExponent(append(dst, fmt-'x'+'p'), exp)
}
