package fmt

import (
	"math/bits"
	"strconv"
	"unicode/utf8"
)

// signedInteger prints a signed integer; false if the verb does not fit.
func (p *printer) signedInteger(n int64, verb rune) bool {
	if n < 0 {
		return p.integer(uint64(-n), true, verb)
	}
	return p.integer(uint64(n), false, verb)
}

// unsignedInteger prints an unsigned integer; false if the verb does not fit.
func (p *printer) unsignedInteger(n uint64, verb rune) bool {
	if verb == 'v' && p.sharpV {
		p.hexadecimal(n)
		return true
	}
	return p.integer(n, false, verb)
}

// hexadecimal prints as %#x.
func (p *printer) hexadecimal(n uint64) {
	sharp := p.sharp
	p.sharp = true
	p.digits(n, false, 16, 'v', lowerDigits)
	p.sharp = sharp
}

// integer obeys an integer verb, given the absolute value.
func (p *printer) integer(n uint64, negative bool, verb rune) bool {
	switch verb {
	case 'v', 'd':
		p.digits(n, negative, 10, verb, lowerDigits)
	case 'b':
		p.digits(n, negative, 2, verb, lowerDigits)
	case 'o', 'O':
		p.digits(n, negative, 8, verb, lowerDigits)
	case 'x':
		p.digits(n, negative, 16, verb, lowerDigits)
	case 'X':
		p.digits(n, negative, 16, verb, upperDigits)
	case 'c':
		p.character(codePoint(n, negative))
	case 'q':
		p.quotedCharacter(codePoint(n, negative))
	case 'U':
		p.unicode(n, negative)
	default:
		return false
	}
	return true
}

const (
	lowerDigits = "0123456789abcdefx"
	upperDigits = "0123456789ABCDEFX"
)

// codePoint returns the rune of an integer, U+FFFD if there is none.
func codePoint(n uint64, negative bool) rune {
	if negative || n > utf8.MaxRune {
		return utf8.RuneError
	}
	return rune(n)
}

// digits prints a number in a base, with sign, prefix, precision and padding.
func (p *printer) digits(n uint64, negative bool, base uint64, verb rune, digits string) {
	// Written backwards; 64 binary digits, prefix and sign, or the precision.
	var fixed [68]byte
	buf := fixed[:]
	if p.hasWidth || p.hasPrecision {
		if need := 3 + p.width + p.precision; need > len(buf) {
			buf = make([]byte, need)
		}
	}
	least := 0
	if p.hasPrecision {
		least = p.precision
		if least == 0 && n == 0 {
			// Nothing but padding, which zero digits cannot be.
			zero := p.zero
			p.zero = false
			start := len(p.out)
			p.pad(start)
			if p.hasWidth && len(p.out) == start {
				p.fill(p.width, ' ')
			}
			p.zero = zero
			return
		}
	} else if p.zero && !p.minus && p.hasWidth {
		least = p.width
		if negative || p.plus || p.space {
			least--
		}
	}
	i := len(buf)
	if base == 10 {
		for n >= 10 {
			i--
			buf[i] = byte('0' + n%10)
			n /= 10
		}
	} else {
		shift := bits.TrailingZeros64(base)
		for n >= base {
			i--
			buf[i] = digits[n&(base-1)]
			n >>= shift
		}
	}
	i--
	buf[i] = digits[n]
	for i > 0 && least > len(buf)-i {
		i--
		buf[i] = '0'
	}
	if p.sharp {
		switch base {
		case 2:
			i -= 2
			buf[i], buf[i+1] = '0', 'b'
		case 8:
			if buf[i] != '0' {
				i--
				buf[i] = '0'
			}
		case 16:
			i -= 2
			buf[i], buf[i+1] = '0', digits[16]
		}
	}
	if verb == 'O' {
		i -= 2
		buf[i], buf[i+1] = '0', 'o'
	}
	switch {
	case negative:
		i--
		buf[i] = '-'
	case p.plus:
		i--
		buf[i] = '+'
	case p.space:
		i--
		buf[i] = ' '
	}
	start := len(p.out)
	p.out = append(p.out, buf[i:]...)
	zero := p.zero
	p.zero = false
	p.pad(start)
	p.zero = zero
}

func (p *printer) character(r rune) {
	start := len(p.out)
	p.rune(r)
	p.pad(start)
}

func (p *printer) quotedCharacter(r rune) {
	start := len(p.out)
	if p.plus {
		p.out = strconv.AppendQuoteRuneToASCII(p.out, r)
	} else {
		p.out = strconv.AppendQuoteRune(p.out, r)
	}
	p.pad(start)
}

// unicode prints U+0041, with %#U also the character.
func (p *printer) unicode(n uint64, negative bool) {
	if negative {
		n = -n
	}
	start := len(p.out)
	p.string("U+")
	var buf [16]byte
	i := len(buf)
	for n2 := n; n2 > 0; n2 >>= 4 {
		i--
		buf[i] = upperDigits[n2&15]
	}
	least := 4
	if p.hasPrecision && p.precision > 4 {
		least = p.precision
	}
	p.fill(least-(len(buf)-i), '0')
	p.out = append(p.out, buf[i:]...)
	if p.sharp && n <= utf8.MaxRune && strconv.IsPrint(rune(n)) {
		p.string(" '")
		p.rune(rune(n))
		p.byte('\'')
	}
	zero := p.zero
	p.zero = false
	p.pad(start)
	p.zero = zero
}

// float prints a floating-point number of the given size in bits; false if
// the verb does not fit.
func (p *printer) float(f float64, bits int, verb rune) bool {
	switch verb {
	case 'v':
		p.floatAs(f, bits, 'g', -1)
	case 'e', 'E', 'f', 'F':
		if verb == 'F' {
			verb = 'f'
		}
		p.floatAs(f, bits, byte(verb), 6)
	case 'b', 'g', 'G', 'x', 'X':
		p.floatAs(f, bits, byte(verb), -1)
	default:
		return false
	}
	return true
}

// floatAs prints in one of strconv's formats. The precision is the one to use
// if the directive has none.
func (p *printer) floatAs(f float64, bits int, format byte, precision int) {
	if p.hasPrecision {
		precision = p.precision
	}
	var memory [32]byte
	text := strconv.AppendFloat(memory[:0], f, format, precision, bits)
	sign := byte('+')
	if text[0] == '-' || text[0] == '+' {
		sign, text = text[0], text[1:]
	}
	finite := text[0] != 'I' && text[0] != 'N'
	if p.sharp && format != 'b' && finite {
		text = withPoint(text, format, precision)
	}
	shown := true
	switch {
	case sign == '-' || p.plus:
	case p.space:
		sign = ' '
	default:
		shown = text[0] == 'I' // an infinity always has its sign
	}
	start := len(p.out)
	zeros := p.zero && !p.minus && finite
	if shown && zeros && p.hasWidth && p.width > len(text)+1 {
		p.byte(sign)
		p.fill(p.width-len(text)-1, '0')
		p.out = append(p.out, text...)
		return
	}
	if shown {
		p.byte(sign)
	}
	p.out = append(p.out, text...)
	zero := p.zero
	p.zero = zeros
	p.pad(start)
	p.zero = zero
}

// withPoint gives a number a decimal point and, for some formats, the trailing
// zeros that its precision asks for. The x of a hexadecimal number counts as
// one of its digits.
func withPoint(text []byte, format byte, precision int) []byte {
	missing := 0
	if format == 'g' || format == 'G' || format == 'x' {
		missing = precision
		if missing < 0 {
			missing = 6
		}
	}
	mantissa := text[:exponentStart(text, format)]
	hasPoint, nonzero := false, false
	for _, c := range mantissa {
		if c == '.' {
			hasPoint = true
			continue
		}
		nonzero = nonzero || c != '0'
		if nonzero {
			missing--
		}
	}
	result := append([]byte{}, mantissa...)
	if !hasPoint {
		if len(mantissa) == 1 && !nonzero {
			missing--
		}
		result = append(result, '.')
	}
	for ; missing > 0; missing-- {
		result = append(result, '0')
	}
	return append(result, text[len(mantissa):]...)
}

// exponentStart returns the index of the letter of the exponent, or the length
// if there is none.
func exponentStart(text []byte, format byte) int {
	hexadecimal := format == 'x' || format == 'X'
	for i, c := range text {
		if c == 'p' || c == 'P' || (c == 'e' || c == 'E') && !hexadecimal {
			return i
		}
	}
	return len(text)
}

// complex prints a complex number whose parts have the given size in bits;
// false if the verb does not fit.
func (p *printer) complex(c complex128, bits int, verb rune) bool {
	switch verb {
	case 'v', 'b', 'g', 'G', 'x', 'X', 'f', 'F', 'e', 'E':
	default:
		return false
	}
	plus := p.plus
	p.byte('(')
	p.float(real(c), bits, verb)
	p.plus = true
	p.float(imag(c), bits, verb)
	p.string("i)")
	p.plus = plus
	return true
}
