// This file parses floats: their syntax, the special values and the cases that
// 128 bits decide.

package strconv

import (
	"math"
	"math/bits"
)

// ParseFloat converts s to the nearest float of bitSize bits, 32 or 64. s is a
// decimal or hexadecimal floating-point literal of Go with an optional sign, or
// NaN, or an infinity, ±Inf or ±Infinity, in any case of letters. Numbers too
// large give an infinity and ErrRange.
func ParseFloat(s string, bitSize int) (float64, error) {
	f, n, err := parseFloatPrefix(s, bitSize)
	if n != len(s) && (err == nil || err == ErrRange) {
		f, err = 0, ErrSyntax
	}
	if err != nil {
		return f, fail("ParseFloat", s, err)
	}
	return f, nil
}

// parseFloatPrefix converts the longest prefix of s that is a float, of n
// bytes. The error is nil, ErrSyntax or ErrRange.
func parseFloatPrefix(s string, bitSize int) (f float64, n int, err error) {
	if f, n = parseSpecial(s); n > 0 {
		if bitSize == 32 {
			f = float64(float32(f)) // NaN has fewer bits
		}
		return f, n, nil
	}
	num, ok := scanNumber(s)
	if !ok {
		return 0, 0, ErrSyntax
	}
	to := format{precision: 53, minExp: -1074, maxExp: 971}
	if bitSize == 32 {
		to = format{precision: 24, minExp: -149, maxExp: 104}
	}
	if num.hex {
		f, ok = to.fromBits(num.mant, num.exp, num.more)
	} else {
		f, ok = to.fromDecimal(num)
	}
	if !ok {
		err = ErrRange
	}
	if num.minus {
		f = -f
	}
	return f, num.length, err
}

// parseSpecial recognises the special values at the start of s; n is 0 if there
// is none.
func parseSpecial(s string) (f float64, n int) {
	sign, rest := 1, s
	if rest != "" && (rest[0] == '+' || rest[0] == '-') {
		if rest[0] == '-' {
			sign = -1
		}
		rest = rest[1:]
	}
	signed := len(s) - len(rest)
	switch {
	case foldPrefix(rest, "infinity"):
		return math.Inf(sign), signed + 8
	case foldPrefix(rest, "inf"):
		return math.Inf(sign), signed + 3
	case signed == 0 && foldPrefix(rest, "nan"):
		return math.NaN(), 3
	}
	return 0, 0
}

// foldPrefix reports whether s starts with word, which is in lower case,
// ignoring the case of ASCII letters.
func foldPrefix(s, word string) bool {
	if len(s) < len(word) {
		return false
	}
	for i := 0; i < len(word); i++ {
		if s[i]|0x20 != word[i] {
			return false
		}
	}
	return true
}

// A number is a scanned literal: mant × 10**exp, or mant × 2**exp if hex. If
// more, mant lacks digits that are not all zero, so that the value is above
// that, by less than one unit of mant; digits has them.
type number struct {
	mant   uint64
	exp    int
	minus  bool
	hex    bool
	more   bool
	digits string // with point and underscores, without exponent
	length int    // of the literal
}

// scanNumber scans the number at the start of s.
func scanNumber(s string) (num number, ok bool) {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		num.minus = s[i] == '-'
		i++
	}
	base, room, marker := uint64(10), uint64(1e18), byte('e')
	if i+2 < len(s) && s[i] == '0' && s[i+1]|0x20 == 'x' {
		num.hex = true
		base, room, marker = 16, 1<<60, 'p'
		i += 2
	}
	start := i
	underscores, seen, point := false, false, false
	dropped, places := 0, 0 // digits not taken into mant, and behind the point
	for ; i < len(s); i++ {
		c := s[i]
		if c == '_' {
			underscores = true
			continue
		}
		if c == '.' {
			if point {
				break
			}
			point = true
			continue
		}
		d := uint64(digitValue(c))
		if d >= base {
			break
		}
		seen = true
		if point {
			places++
		}
		if num.mant < room {
			num.mant = num.mant*base + d
		} else {
			dropped++
			num.more = num.more || d != 0
		}
	}
	if !seen {
		return num, false
	}
	num.digits = s[start:i]
	num.exp = dropped - places
	if num.hex {
		num.exp *= 4
	}
	if i < len(s) && s[i]|0x20 == marker {
		exp, end := scanExponent(s, i+1)
		if end == 0 {
			return num, false
		}
		for _, c := range []byte(s[i:end]) {
			underscores = underscores || c == '_'
		}
		num.exp += exp
		i = end
	} else if num.hex {
		return num, false // the exponent is mandatory
	}
	num.length = i
	return num, !underscores || separated(s[:i])
}

// scanExponent scans an exponent at s[i:] and returns where it ends; 0 if there
// is none. Very large ones are cut to something large enough.
func scanExponent(s string, i int) (exp, end int) {
	minus := false
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		minus = s[i] == '-'
		i++
	}
	if i >= len(s) || s[i]-'0' > 9 {
		return 0, 0
	}
	for ; i < len(s) && (s[i]-'0' <= 9 || s[i] == '_'); i++ {
		if s[i] != '_' && exp < 100000 {
			exp = exp*10 + int(s[i]-'0')
		}
	}
	if minus {
		exp = -exp
	}
	return exp, i
}

// A format is one of the two float formats: numbers are mant × 2**exp with at
// most precision bits of mant and exp from minExp to maxExp.
type format struct {
	precision      uint
	minExp, maxExp int
}

// exactTens has the powers of ten that a float64 holds exactly.
var exactTens = [...]float64{
	1, 10, 100, 1e+3, 1e+4, 1e+5, 1e+6, 1e+7, 1e+8, 1e+9, 1e+10, 1e+11,
	1e+12, 1e+13, 1e+14, 1e+15, 1e+16, 1e+17, 1e+18, 1e+19, 1e+20, 1e+21, 1e+22,
}

// fromDecimal returns the float nearest to num, without its sign. ok is false
// if that is an infinity.
func (to format) fromDecimal(num number) (f float64, ok bool) {
	if num.mant == 0 {
		return 0, true
	}
	if !num.more && num.mant < 1<<53 && to.precision == 53 {
		// An operation on exact operands rounds correctly.
		f := float64(num.mant)
		if e := num.exp; 0 <= e && e < len(exactTens) {
			return f * exactTens[e], true
		} else if -len(exactTens) < e && e < 0 {
			return f / exactTens[-e], true
		}
	}
	switch {
	case num.exp > maxPower:
		return math.Inf(1), false
	case num.exp < minPower:
		return 0, true
	}
	low := scale(num.mant, num.exp)
	f, ok, sure := to.fromScaled(low)
	if sure && num.more {
		// The value is between this and what the next mantissa gives.
		next, _, sureNext := to.fromScaled(scale(num.mant+1, num.exp))
		sure = sureNext && next == f
	}
	if sure {
		return f, ok
	}
	return to.settle(num, low)
}

// drop returns how many of the 128 bits of f × 2**exp do not fit into a
// mantissa.
func (to format) drop(s scaled) int {
	return max(128-int(to.precision), to.minExp-s.exp)
}

// fromScaled rounds s. ok is false if the result is an infinity, sure is false
// if s does not tell the result.
func (to format) fromScaled(s scaled) (f float64, ok, sure bool) {
	drop := to.drop(s)
	if drop > 128 {
		return 0, true, true
	}
	mant, sure := s.round(uint(drop))
	f, ok = to.pack(mant, s.exp+drop)
	return f, ok, sure
}

// pack returns mant × 2**exp, where mant may have one bit too many if it is a
// power of two, and exp is not below minExp.
func (to format) pack(mant uint64, exp int) (f float64, ok bool) {
	if mant>>to.precision != 0 {
		mant >>= 1
		exp++
	}
	if exp > to.maxExp {
		return math.Inf(1), false
	}
	return math.Ldexp(float64(mant), exp), true
}

// fromBits rounds mant × 2**exp; more says that the value is a little above
// that.
func (to format) fromBits(mant uint64, exp int, more bool) (f float64, ok bool) {
	if mant == 0 {
		return 0, true
	}
	n := bits.LeadingZeros64(mant)
	s := scaled{hi: mant << uint(n), exp: exp - n - 64, exact: true}
	if more {
		s.lo = 1
	}
	f, ok, _ = to.fromScaled(s)
	return f, ok
}
