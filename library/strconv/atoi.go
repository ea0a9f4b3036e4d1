// This file parses integers.

package strconv

import "math/bits"

// IntSize is the size of an int or uint in bits.
const IntSize = bits.UintSize

// ParseUint is ParseInt for unsigned numbers; it permits no sign.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	const function = "ParseUint"
	digits, radix := s, base
	switch {
	case s == "":
		return 0, fail(function, s, ErrSyntax)
	case base == 0:
		var n int
		radix, n = prefix(s)
		digits = s[n:]
	case base < 2 || base > len(digitChars):
		return 0, baseError(function, s, base)
	}
	if bitSize == 0 {
		bitSize = IntSize
	} else if bitSize < 0 || bitSize > 64 {
		return 0, bitSizeError(function, s, bitSize)
	}
	limit := ^uint64(0) >> uint(64-bitSize)

	value, overflow, underscores := uint64(0), false, false
	seen := false
	for i := 0; i < len(digits); i++ {
		c := digits[i]
		if c == '_' && base == 0 {
			underscores = true
			continue
		}
		d := digitValue(c)
		if d >= radix {
			return 0, fail(function, s, ErrSyntax)
		}
		seen = true
		hi, lo := bits.Mul64(value, uint64(radix))
		sum := lo + uint64(d)
		if hi != 0 || sum < lo || sum > limit {
			overflow = true
			break // what follows is not looked at
		}
		value = sum
	}
	switch {
	case !seen && radix == 8 && digits == "":
		// A lone "0" is a zero, not a prefix without digits.
		if s != "0" {
			return 0, fail(function, s, ErrSyntax)
		}
	case !seen:
		return 0, fail(function, s, ErrSyntax)
	case overflow:
		return limit, fail(function, s, ErrRange)
	case underscores && !separated(s):
		return 0, fail(function, s, ErrSyntax)
	}
	return value, nil
}

// prefix returns the base that the prefix of s names and its length.
func prefix(s string) (base, n int) {
	if s[0] != '0' {
		return 10, 0
	}
	if len(s) >= 3 {
		switch s[1] | 0x20 {
		case 'b':
			return 2, 2
		case 'o':
			return 8, 2
		case 'x':
			return 16, 2
		}
	}
	return 8, 1
}

// digitValue returns the value of c as a digit; 255 if it is none in any base.
func digitValue(c byte) int {
	switch {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 10
	case 'A' <= c && c <= 'Z':
		return int(c-'A') + 10
	}
	return 255
}

// separated reports whether each underscore in the number s stands between two
// digits or between the prefix of the base and a digit.
func separated(s string) bool {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	start, top := 0, 10 // where digits may start, and the base for that purpose
	if len(s) >= 2 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'b', 'o':
			start = 2
		case 'x':
			start, top = 2, 16
		}
	}
	for i := 0; i < len(s); i++ {
		if s[i] != '_' {
			continue
		}
		after := i+1 < len(s) && digitValue(s[i+1]) < top
		before := i > 0 && (i == start || digitValue(s[i-1]) < top)
		if !before || !after {
			return false
		}
	}
	return true
}

// ParseInt interprets s in the given base, 2 to 36, as a number of bitSize
// bits, 0 standing for those of an int. In base 0 the prefix, after the sign,
// tells the base: 0b, 0 or 0o, 0x, else 10; and underscores may separate digits
// as in Go source. An ErrRange comes with the nearest value that fits.
func ParseInt(s string, base int, bitSize int) (i int64, err error) {
	const function = "ParseInt"
	if s == "" {
		return 0, fail(function, s, ErrSyntax)
	}
	digits, minus := s, s[0] == '-'
	if minus || s[0] == '+' {
		digits = s[1:]
	}
	value, err := ParseUint(digits, base, bitSize)
	if err != nil {
		if e := err.(*NumError); e.Err != ErrRange {
			return 0, fail(function, s, e.Err)
		}
	}
	if bitSize == 0 {
		bitSize = IntSize
	}
	limit := uint64(1) << uint(bitSize-1) // of the magnitude
	switch {
	case minus && value > limit:
		return -int64(limit), fail(function, s, ErrRange)
	case !minus && value >= limit:
		return int64(limit - 1), fail(function, s, ErrRange)
	case minus:
		return -int64(value), nil
	}
	return int64(value), nil
}

// Atoi is ParseInt(s, 10, 0) with an int as its result.
func Atoi(s string) (int, error) {
	if n, ok := shortInt(s); ok {
		return n, nil
	}
	n, err := ParseInt(s, 10, 0)
	if err != nil {
		err.(*NumError).Func = "Atoi"
	}
	return int(n), err
}

// shortInt parses decimal numbers too short to overflow an int; ok is false if
// s is none.
func shortInt(s string) (n int, ok bool) {
	i := 0
	if s != "" && (s[0] == '-' || s[0] == '+') {
		i = 1
	}
	if digits := len(s) - i; digits == 0 || digits > 9*IntSize/32 {
		return 0, false
	}
	for ; i < len(s); i++ {
		d := s[i] - '0'
		if d > 9 {
			return 0, false
		}
		n = n*10 + int(d)
	}
	if s[0] == '-' {
		n = -n
	}
	return n, true
}
