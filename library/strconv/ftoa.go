// This file formats floats.

package strconv

import (
	"math"
	"math/bits"
)

// FormatFloat returns f in the format fmt with the precision prec, taking f as
// a float of bitSize bits, 32 or 64. The formats are
//
//	b        mantissa and binary exponent, -ddddp±ddd
//	e, E     decimal exponent, -d.dddde±dd
//	f        no exponent, -ddd.dddd
//	g, G     e or E for large exponents, else f
//	x, X     hexadecimal mantissa and binary exponent, -0xd.ddddp±ddd
//
// The precision is the number of digits after the point, for g and G the
// largest number of significant digits. Precision -1 asks for the fewest digits
// from which ParseFloat gets f back.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	var buf [32]byte
	return string(AppendFloat(buf[:0], f, fmt, prec, bitSize))
}

// AppendFloat appends to dst what FormatFloat returns.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	var b binary
	var minus, special bool
	switch bitSize {
	case 64:
		u := math.Float64bits(f)
		minus = u>>63 != 0
		b, special = split(u, 52, 11)
	case 32:
		u := uint64(math.Float32bits(float32(f)))
		minus = u>>31 != 0
		b, special = split(u, 23, 8)
	default:
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
	if special {
		switch {
		case f != f:
			return append(dst, "NaN"...)
		case minus:
			return append(dst, "-Inf"...)
		}
		return append(dst, "+Inf"...)
	}
	start := len(dst)
	if minus {
		dst = append(dst, '-')
	}
	switch fmt {
	case 'b':
		return appendBinary(dst, b)
	case 'x', 'X':
		return appendHex(dst, b, fmt, prec)
	case 'e', 'E', 'f', 'g', 'G':
		return appendDecimal(dst, b, fmt, prec)
	}
	return append(dst[:start], '%', fmt)
}

// split takes the bits of a float apart. special says that it is infinite or
// NaN.
func split(u uint64, mantBits, expBits uint) (b binary, special bool) {
	field := int(u >> mantBits & (1<<expBits - 1))
	bias := 1<<(expBits-1) - 1 + int(mantBits)
	b = binary{mant: u & (1<<mantBits - 1), exp: 1 - bias, precision: mantBits + 1, minExp: 1 - bias}
	if field > 0 {
		b.mant |= 1 << mantBits
		b.exp = field - bias
	}
	return b, field == 1<<expBits-1
}

// appendDecimal appends b in one of the formats e, E, f, g and G.
func appendDecimal(dst []byte, b binary, fmt byte, prec int) []byte {
	var buf [20]byte
	d := decimal{d: buf[:0]}
	shortest := prec < 0
	switch {
	case shortest:
		if b.mant != 0 {
			digits, exp10 := b.shortest()
			d = fromInteger(&buf, digits, exp10)
		}
		switch fmt {
		case 'e', 'E':
			prec = max(len(d.d)-1, 0)
		case 'f':
			prec = max(len(d.d)-d.point, 0)
		case 'g', 'G':
			prec = len(d.d)
		}
	case fmt == 'f':
		if b.mant != 0 {
			d = b.fixedPlaces(&buf, prec)
		}
	default:
		if fmt == 'e' || fmt == 'E' {
			prec++
		} else {
			prec = max(prec, 1)
		}
		if b.mant != 0 {
			d = b.fixedDigits(&buf, prec)
		}
		if fmt == 'e' || fmt == 'E' {
			prec--
		}
	}
	switch fmt {
	case 'e', 'E':
		return d.appendExponential(dst, prec, fmt)
	case 'f':
		return d.appendPlain(dst, prec)
	}
	limit := prec
	if shortest {
		limit = 6
	}
	if exp := d.point - 1; exp < -4 || exp >= limit {
		return d.appendExponential(dst, max(min(prec, len(d.d))-1, 0), fmt-'g'+'e')
	}
	return d.appendPlain(dst, max(len(d.d)-d.point, 0))
}

// fromInteger returns n × 10**exp10 as a decimal, without trailing zeros; its
// digits lie in buf. n is not zero.
func fromInteger(buf *[20]byte, n uint64, exp10 int) decimal {
	digits := buf[decimalInto(buf[:], n):]
	d := decimal{d: digits, point: len(digits) + exp10}
	d.trim()
	return d
}

// maxScaled is the largest number of digits that 64 bits are good for.
const maxScaled = 18

// fixedDigits returns b rounded to n > 0 significant digits.
func (b binary) fixedDigits(buf *[20]byte, n int) decimal {
	if n <= maxScaled {
		// The first guess of the power of ten that gives n digits before the
		// point may be one too large, seldom.
		k := n - 1 - powersOfTwoToTen(b.exp+bits.Len64(b.mant)-1)
		for tries := 0; tries < 2; tries++ {
			digits, ok := b.times(k)
			if !ok {
				break
			}
			if digits < tenTo(n) {
				return fromInteger(buf, digits, -k)
			}
			k--
		}
	}
	d := expand(b.mant, b.exp)
	d.round(n)
	return d
}

// fixedPlaces returns b rounded to n >= 0 digits after the point.
func (b binary) fixedPlaces(buf *[20]byte, n int) decimal {
	if n <= maxPower {
		// An upper bound for the digits that are left, in bits.
		if size := b.exp + bits.Len64(b.mant) + powerExponent(n) + 1; size <= 63 {
			if digits, ok := b.times(n); ok {
				if digits == 0 {
					return decimal{d: buf[:0]}
				}
				return fromInteger(buf, digits, -n)
			}
		}
	}
	d := expand(b.mant, b.exp)
	d.round(d.point + n)
	return d
}

// times returns b × 10**k rounded to an integer, which must fit into 63 bits.
// ok is false if the quick way does not tell it.
func (b binary) times(k int) (n uint64, ok bool) {
	if k < minPower || k > maxPower {
		return 0, false
	}
	s := scale(b.mant, k)
	// f × 2**exp, f of 128 bits; the integer part is what is left of f.
	drop := -(s.exp + b.exp)
	switch {
	case drop < 64:
		return 0, false
	case drop > 128:
		return 0, true // less than a half
	}
	return s.round(uint(drop))
}

// powersOfTwoToTen returns floor(log10(2**e)).
func powersOfTwoToTen(e int) int {
	return e * 1262611 >> 22
}

// tenTo returns 10**n, for 0 <= n <= 19.
func tenTo(n int) uint64 {
	p := uint64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}
