// Package time measures and displays time.
//
// This file holds Duration.
package time

import "errors"

// A Duration is a span of time in nanoseconds: up to some 290 years.
type Duration int64

// Common durations. There is none for a day, whose length varies.
const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

// Milliseconds returns d in milliseconds, without the fraction.
func (d Duration) Milliseconds() int64 { return int64(d / Millisecond) }

// Microseconds returns d in microseconds, without the fraction.
func (d Duration) Microseconds() int64 { return int64(d / Microsecond) }

// Nanoseconds returns d in nanoseconds.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// in returns d in a unit. The whole part and the fraction are converted apart,
// which is more exact.
func (d Duration) in(unit Duration) float64 {
	return float64(d/unit) + float64(d%unit)/float64(unit)
}

// Seconds returns d in seconds.
func (d Duration) Seconds() float64 { return d.in(Second) }

// Minutes returns d in minutes.
func (d Duration) Minutes() float64 { return d.in(Minute) }

// Hours returns d in hours.
func (d Duration) Hours() float64 { return d.in(Hour) }

// Truncate rounds d towards zero to a multiple of m; for m <= 0 it returns d.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds d to the nearest multiple of m, halves away from zero. What
// would overflow becomes the largest or smallest duration; for m <= 0 Round
// returns d.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	rest := d % m
	if d < 0 {
		rest = -rest
		if isLessThanHalf(rest, m) {
			return d + rest
		}
		if up := d - m + rest; up < d {
			return up
		}
		return minDuration
	}
	if isLessThanHalf(rest, m) {
		return d - rest
	}
	if up := d + m - rest; up > d {
		return up
	}
	return maxDuration
}

// isLessThanHalf reports whether 2*x < y, for x < y, without overflow.
func isLessThanHalf(x, y Duration) bool {
	return uint64(x)+uint64(x) < uint64(y)
}

// Abs returns d without its sign. The smallest duration becomes the largest.
func (d Duration) Abs() Duration {
	if d >= 0 {
		return d
	}
	if d == minDuration {
		return maxDuration
	}
	return -d
}

// String formats d like "72h3m0.5s". Durations below a second have a smaller
// unit, so that the leading digit is not zero; zero is "0s".
func (d Duration) String() string {
	// The longest text is -2562047h47m16.854775808s.
	var text [25]byte
	n := uint64(d)
	if d < 0 {
		n = -n
	}
	i := len(text) - 1
	text[i] = 's'
	if n < uint64(Second) {
		digits := 0
		switch {
		case n == 0:
			return "0s"
		case n < uint64(Microsecond):
			i--
			text[i] = 'n'
		case n < uint64(Millisecond):
			digits = 3
			i -= len("µ")
			copy(text[i:], "µ")
		default:
			digits = 6
			i--
			text[i] = 'm'
		}
		i, n = putFraction(text[:i], n, digits)
		i = putInteger(text[:i], n)
	} else {
		i, n = putFraction(text[:i], n, 9)
		i = putInteger(text[:i], n%60)
		n /= 60
		if n > 0 {
			i--
			text[i] = 'm'
			i = putInteger(text[:i], n%60)
			n /= 60
			if n > 0 {
				i--
				text[i] = 'h'
				i = putInteger(text[:i], n)
			}
		}
	}
	if d < 0 {
		i--
		text[i] = '-'
	}
	return string(text[i:])
}

// putFraction writes the last digits of n, as digits behind a point and without
// trailing zeros, to the end of b. It returns where they begin and the rest
// of n.
func putFraction(b []byte, n uint64, digits int) (start int, rest uint64) {
	start = len(b)
	significant := false
	for ; digits > 0; digits-- {
		digit := byte(n % 10)
		n /= 10
		significant = significant || digit != 0
		if significant {
			start--
			b[start] = '0' + digit
		}
	}
	if significant {
		start--
		b[start] = '.'
	}
	return start, n
}

// putInteger writes n to the end of b and returns where it begins.
func putInteger(b []byte, n uint64) (start int) {
	start = len(b)
	for {
		start--
		b[start] = byte('0' + n%10)
		n /= 10
		if n == 0 {
			return start
		}
	}
}

// unitOf returns the nanoseconds of a unit's name.
func unitOf(name string) (unit uint64, ok bool) {
	switch name {
	case "ns":
		return uint64(Nanosecond), true
	case "us", "µs", "μs": // the micro sign, and the Greek letter
		return uint64(Microsecond), true
	case "ms":
		return uint64(Millisecond), true
	case "s":
		return uint64(Second), true
	case "m":
		return uint64(Minute), true
	case "h":
		return uint64(Hour), true
	}
	return 0, false
}

// ParseDuration reads a duration such as "300ms", "-1.5h" or "2h45m": an
// optional sign and decimal numbers with units ("ns", "us" or "µs", "ms", "s",
// "m", "h").
func ParseDuration(s string) (Duration, error) {
	invalid := func(what string) (Duration, error) {
		return 0, errors.New("time: " + what + " duration " + quote(s))
	}
	rest := s
	negative := false
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		negative = rest[0] == '-'
		rest = rest[1:]
	}
	if rest == "0" {
		return 0, nil
	}
	if rest == "" {
		return invalid("invalid")
	}
	const limit = 1 << 63
	var total uint64
	for rest != "" {
		before := rest
		whole, rest1, ok := leadingInteger(rest)
		if !ok {
			return invalid("invalid")
		}
		hasDigits := len(rest1) != len(before)
		rest = rest1
		var fraction uint64
		scale := 1.0
		if rest != "" && rest[0] == '.' {
			before = rest[1:]
			fraction, scale, rest = leadingFraction(before)
			hasDigits = hasDigits || len(rest) != len(before)
		}
		if !hasDigits {
			return invalid("invalid")
		}
		n := 0
		for n < len(rest) && rest[n] != '.' && !isDigit(rest, n) {
			n++
		}
		if n == 0 {
			return invalid("missing unit in")
		}
		name := rest[:n]
		rest = rest[n:]
		unit, ok := unitOf(name)
		if !ok {
			return invalid("unknown unit " + quote(name) + " in")
		}
		if whole > limit/unit {
			return invalid("invalid")
		}
		part := whole * unit
		if fraction > 0 {
			part += uint64(float64(fraction) * (float64(unit) / scale))
			if part > limit {
				return invalid("invalid")
			}
		}
		total += part
		if total > limit {
			return invalid("invalid")
		}
	}
	if negative {
		return -Duration(total), nil
	}
	if total > limit-1 {
		return invalid("invalid")
	}
	return Duration(total), nil
}

// leadingInteger reads digits; ok is false on overflow.
func leadingInteger(s string) (n uint64, rest string, ok bool) {
	i := 0
	for ; isDigit(s, i); i++ {
		if n > 1<<63/10 {
			return 0, "", false
		}
		n = n*10 + uint64(s[i]-'0')
		if n > 1<<63 {
			return 0, "", false
		}
	}
	return n, s[i:], true
}

// leadingFraction reads the digits behind a point: the value is n/scale. Digits
// beyond the range are dropped.
func leadingFraction(s string) (n uint64, scale float64, rest string) {
	i := 0
	scale = 1
	full := false
	for ; isDigit(s, i); i++ {
		if full || n > (1<<63-1)/10 {
			full = true
			continue
		}
		next := n*10 + uint64(s[i]-'0')
		if next > 1<<63 {
			full = true
			continue
		}
		n = next
		scale *= 10
	}
	return n, scale, s[i:]
}

// isDigit reports whether s has a decimal digit at i.
func isDigit(s string, i int) bool {
	return i < len(s) && '0' <= s[i] && s[i] <= '9'
}

// quote puts s in quotes, with escapes for what is not printable ASCII.
func quote(s string) string {
	const hexadecimal = "0123456789abcdef"
	text := make([]byte, 1, len(s)+2)
	text[0] = '"'
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			text = append(text, '\\', c)
		case c < ' ' || c >= 0x80:
			text = append(text, '\\', 'x', hexadecimal[c>>4], hexadecimal[c&15])
		default:
			text = append(text, c)
		}
	}
	return string(append(text, '"'))
}
