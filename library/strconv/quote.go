// This file quotes strings and runes.

package strconv

import "unicode/utf8"

// A quoting says which runes stay as they are.
type quoting struct {
	mark    byte // the quote character
	ascii   bool // only those of ASCII
	graphic bool // graphic ones, not only printable ones
}

// shows reports whether r may stand for itself.
func (q quoting) shows(r rune) bool {
	switch {
	case q.ascii && r >= utf8.RuneSelf:
		return false
	case q.graphic:
		return IsGraphic(r)
	}
	return IsPrint(r)
}

// appendRune appends r, escaped if need be.
func (q quoting) appendRune(dst []byte, r rune) []byte {
	if r == rune(q.mark) || r == '\\' {
		return append(dst, '\\', byte(r))
	}
	if q.shows(r) {
		return utf8.AppendRune(dst, r)
	}
	// The control characters with a letter of their own are in a row.
	const letters = "abtnvfr"
	switch {
	case '\a' <= r && r <= '\r':
		return append(dst, '\\', letters[r-'\a'])
	case 0 <= r && r < ' ' || r == 0x7F:
		return appendEscape(dst, 'x', r, 2)
	}
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	if r < 1<<16 {
		return appendEscape(dst, 'u', r, 4)
	}
	return appendEscape(dst, 'U', r, 8)
}

// appendEscape appends a backslash, letter and r as n hexadecimal digits.
func appendEscape(dst []byte, letter byte, r rune, n uint) []byte {
	dst = append(dst, '\\', letter)
	for n > 0 {
		n--
		dst = append(dst, digitChars[r>>(4*n)&0xF])
	}
	return dst
}

// appendString appends s between quotes.
func (q quoting) appendString(dst []byte, s string) []byte {
	dst = append(dst, q.mark)
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			dst = q.appendRune(dst, rune(c))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if size == 1 {
			dst = appendEscape(dst, 'x', rune(s[i]), 2)
		} else {
			dst = q.appendRune(dst, r)
		}
		i += size
	}
	return append(dst, q.mark)
}

// appendQuotedRune appends r between quotes.
func (q quoting) appendQuotedRune(dst []byte, r rune) []byte {
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return append(q.appendRune(append(dst, q.mark), r), q.mark)
}

// room returns an empty slice with capacity for s, quoted.
func room(s string) []byte {
	return make([]byte, 0, len(s)+len(s)/2+2)
}

// Quote returns s as a double-quoted Go string literal, in which everything
// that IsPrint does not like is escaped.
func Quote(s string) string { return string(AppendQuote(room(s), s)) }

// AppendQuote appends to dst what Quote returns.
func AppendQuote(dst []byte, s string) []byte {
	return quoting{mark: '"'}.appendString(dst, s)
}

// QuoteToASCII is Quote, but escapes everything beyond ASCII, too.
func QuoteToASCII(s string) string { return string(AppendQuoteToASCII(room(s), s)) }

// AppendQuoteToASCII appends to dst what QuoteToASCII returns.
func AppendQuoteToASCII(dst []byte, s string) []byte {
	return quoting{mark: '"', ascii: true}.appendString(dst, s)
}

// QuoteToGraphic is Quote, but keeps what IsGraphic likes.
func QuoteToGraphic(s string) string { return string(AppendQuoteToGraphic(room(s), s)) }

// AppendQuoteToGraphic appends to dst what QuoteToGraphic returns.
func AppendQuoteToGraphic(dst []byte, s string) []byte {
	return quoting{mark: '"', graphic: true}.appendString(dst, s)
}

// QuoteRune returns r as a single-quoted Go character literal, escaped unless
// IsPrint likes it. A rune that is no code point becomes U+FFFD.
func QuoteRune(r rune) string { return string(AppendQuoteRune(nil, r)) }

// AppendQuoteRune appends to dst what QuoteRune returns.
func AppendQuoteRune(dst []byte, r rune) []byte {
	return quoting{mark: '\''}.appendQuotedRune(dst, r)
}

// QuoteRuneToASCII is QuoteRune, but escapes everything beyond ASCII, too.
func QuoteRuneToASCII(r rune) string { return string(AppendQuoteRuneToASCII(nil, r)) }

// AppendQuoteRuneToASCII appends to dst what QuoteRuneToASCII returns.
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte {
	return quoting{mark: '\'', ascii: true}.appendQuotedRune(dst, r)
}

// QuoteRuneToGraphic is QuoteRune, but keeps what IsGraphic likes.
func QuoteRuneToGraphic(r rune) string { return string(AppendQuoteRuneToGraphic(nil, r)) }

// AppendQuoteRuneToGraphic appends to dst what QuoteRuneToGraphic returns.
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return quoting{mark: '\'', graphic: true}.appendQuotedRune(dst, r)
}

// CanBackquote reports whether s can stand between backquotes, on one line and
// without control characters other than tab.
func CanBackquote(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c < ' ' && c != '\t' || c == '`' || c == 0x7F {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		const byteOrderMark = '\uFEFF'
		if size == 1 || r == byteOrderMark {
			return false
		}
		i += size
	}
	return true
}
