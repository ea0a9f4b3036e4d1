package fmt

import "strconv"

// text prints a string with padding.
func (p *printer) text(s string) {
	start := len(p.out)
	p.string(s)
	p.pad(start)
}

// formatString prints a string under a verb; false if the verb does not fit.
func (p *printer) formatString(s string, verb rune) bool {
	switch verb {
	case 'v':
		if p.sharpV {
			p.quoted(s)
		} else {
			p.text(p.truncated(s))
		}
	case 's':
		p.text(p.truncated(s))
	case 'x':
		p.hexBytes(s, lowerDigits)
	case 'X':
		p.hexBytes(s, upperDigits)
	case 'q':
		p.quoted(s)
	default:
		return false
	}
	return true
}

// formatBytes prints bytes under one of the string verbs.
func (p *printer) formatBytes(b []byte, verb rune) { p.formatString(string(b), verb) }

// truncated cuts a string to as many runes as the precision says.
func (p *printer) truncated(s string) string {
	if !p.hasPrecision {
		return s
	}
	n := p.precision
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

func (p *printer) quoted(s string) {
	s = p.truncated(s)
	start := len(p.out)
	switch {
	case p.sharp && strconv.CanBackquote(s):
		p.byte('`')
		p.string(s)
		p.byte('`')
	case p.plus:
		p.out = strconv.AppendQuoteToASCII(p.out, s)
	default:
		p.out = strconv.AppendQuote(p.out, s)
	}
	p.pad(start)
}

// hexBytes prints the bytes of a string in hexadecimal: as many as the
// precision says, with a space between them if asked for.
func (p *printer) hexBytes(s string, digits string) {
	if p.hasPrecision && p.precision < len(s) {
		s = s[:p.precision]
	}
	start := len(p.out)
	for i := 0; i < len(s); i++ {
		if p.space && i > 0 {
			p.byte(' ')
		}
		if p.sharp && (p.space || i == 0) {
			p.byte('0')
			p.byte(digits[16])
		}
		p.byte(digits[s[i]>>4])
		p.byte(digits[s[i]&15])
	}
	p.pad(start)
}
