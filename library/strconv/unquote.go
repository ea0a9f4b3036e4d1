// This file undoes quoting.

package strconv

import (
	"internal/bytealg"
	"unicode/utf8"
)

// UnquoteChar decodes the first character of s, the inside of a string or
// character literal in the given quotes. It returns its value, whether that
// takes a multibyte encoding (and is not a mere byte), and what follows it.
// Inside of single or double quotes that very quote must be escaped, and the
// other one must not; quote 0 forbids to escape either and needs none to be.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if s == "" {
		return 0, false, "", ErrSyntax
	}
	c := s[0]
	switch {
	case c >= utf8.RuneSelf:
		r, size := utf8.DecodeRuneInString(s)
		return r, true, s[size:], nil
	case c == quote && (c == '"' || c == '\''):
		return 0, false, "", ErrSyntax
	case c != '\\':
		return rune(c), false, s[1:], nil
	case len(s) == 1:
		return 0, false, "", ErrSyntax
	}
	value, size, ok := unescape(s[1], s[2:], quote)
	if !ok {
		return 0, false, "", ErrSyntax
	}
	return value, s[1]|0x20 == 'u', s[2+size:], nil
}

// unescape returns the value of the escape that a backslash, letter and the
// first size bytes of rest make up.
func unescape(letter byte, rest string, quote byte) (value rune, size int, ok bool) {
	switch letter {
	case 'a':
		return '\a', 0, true
	case 'b':
		return '\b', 0, true
	case 'f':
		return '\f', 0, true
	case 'n':
		return '\n', 0, true
	case 'r':
		return '\r', 0, true
	case 't':
		return '\t', 0, true
	case 'v':
		return '\v', 0, true
	case '\\':
		return '\\', 0, true
	case '"', '\'':
		return rune(letter), 0, letter == quote
	case 'x':
		value, ok = fixedNumber(rest, 2, 16)
		return value, 2, ok
	case 'u':
		value, ok = fixedNumber(rest, 4, 16)
		return value, 4, ok && utf8.ValidRune(value)
	case 'U':
		value, ok = fixedNumber(rest, 8, 16)
		return value, 8, ok && utf8.ValidRune(value)
	case '0', '1', '2', '3', '4', '5', '6', '7':
		value, ok = fixedNumber(rest, 2, 8)
		value += rune(letter-'0') << 6
		return value, 2, ok && value <= 0xFF
	}
	return 0, 0, false
}

// fixedNumber returns the number that the first n bytes of s are in base.
func fixedNumber(s string, n, base int) (value rune, ok bool) {
	if len(s) < n {
		return 0, false
	}
	for i := 0; i < n; i++ {
		d := digitValue(s[i])
		if d >= base {
			return 0, false
		}
		value = value*rune(base) + rune(d)
	}
	return value, true
}

// Unquote returns what s, a quoted Go string or character literal in any of
// the three quotes, stands for; that is a string in any case.
func Unquote(s string) (string, error) {
	value, rest, err := literal(s, true)
	if err == nil && rest != "" {
		err = ErrSyntax
	}
	if err != nil {
		return "", err
	}
	return value, nil
}

// QuotedPrefix returns the quoted literal, quotes included, at the start of s.
func QuotedPrefix(s string) (string, error) {
	_, rest, err := literal(s, false)
	if err != nil {
		return "", err
	}
	return s[:len(s)-len(rest)], nil
}

// literal reads the literal at the start of s and returns its value, if wanted,
// and what follows it.
func literal(s string, wanted bool) (value, rest string, err error) {
	if len(s) < 2 {
		return "", "", ErrSyntax
	}
	quote, inside := s[0], s[1:]
	switch quote {
	case '`':
		end := bytealg.IndexByteString(inside, '`')
		if end < 0 {
			return "", "", ErrSyntax
		}
		if wanted {
			value = withoutReturns(inside[:end])
		}
		return value, inside[end+1:], nil
	case '"', '\'':
		return interpreted(inside, quote, wanted)
	}
	return "", "", ErrSyntax
}

// withoutReturns returns s without carriage returns, which raw strings drop.
func withoutReturns(s string) string {
	n := bytealg.CountString(s, '\r')
	if n == 0 {
		return s
	}
	kept := make([]byte, 0, len(s)-n)
	for i := 0; i < len(s); i++ {
		if s[i] != '\r' {
			kept = append(kept, s[i])
		}
	}
	return string(kept)
}

// interpreted reads the rest of a literal in single or double quotes.
func interpreted(s string, quote byte, wanted bool) (value, rest string, err error) {
	// Most literals have nothing to decode.
	plain := 0
	for plain < len(s) && ' ' <= s[plain] && s[plain] < utf8.RuneSelf && s[plain] != '\\' && s[plain] != quote {
		plain++
	}
	if plain < len(s) && s[plain] == quote && (quote == '"' || plain <= 1) {
		return s[:plain], s[plain+1:], nil
	}
	var decoded []byte
	if quote == '\'' {
		plain = 0
	}
	if wanted {
		decoded = append(make([]byte, 0, plain+len(s)/2), s[:plain]...)
	}
	s = s[plain:]
	for count := 1; s != "" && s[0] != quote; count++ {
		if s[0] == '\n' || quote == '\'' && count > 1 {
			return "", "", ErrSyntax
		}
		r, multibyte, tail, err := UnquoteChar(s, quote)
		if err != nil {
			return "", "", err
		}
		s = tail
		switch {
		case !wanted:
		case multibyte:
			decoded = utf8.AppendRune(decoded, r)
		default:
			decoded = append(decoded, byte(r))
		}
	}
	if s == "" {
		return "", "", ErrSyntax
	}
	return string(decoded), s[1:], nil
}
