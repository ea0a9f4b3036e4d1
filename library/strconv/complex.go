// This file formats and parses complex numbers.

package strconv

// FormatComplex returns c as (a+bi), the parts in the form FormatFloat gives
// for fmt and prec. bitSize is 64 for a complex64, 128 for a complex128.
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	text := make([]byte, 1, 2*24+4)
	text[0] = '('
	text = AppendFloat(text, real(c), fmt, prec, bitSize/2)
	signAt := len(text)
	text = AppendFloat(text, imag(c), fmt, prec, bitSize/2)
	if text[signAt] != '+' && text[signAt] != '-' {
		text = append(text, 0)
		copy(text[signAt+1:], text[signAt:])
		text[signAt] = '+'
	}
	return string(append(text, "i)"...))
}

// ParseComplex converts N, Ni or N±Ni, perhaps in parentheses and without any
// spaces, to a complex number; N is what ParseFloat understands. A second N
// without a sign needs a +, one that is NaN allows nothing else.
func ParseComplex(s string, bitSize int) (complex128, error) {
	size := 64
	if bitSize == 64 {
		size = 32
	}
	text := s
	if n := len(text); n >= 2 && text[0] == '(' && text[n-1] == ')' {
		text = text[1 : n-1]
	}
	var outOfRange bool
	// number takes a float off the front of text.
	number := func() (f float64, ok bool) {
		f, n, err := parseFloatPrefix(text, size)
		if n == 0 || err == ErrSyntax {
			return 0, false
		}
		if err != nil {
			outOfRange = true
		}
		text = text[n:]
		return f, true
	}
	bad := func() (complex128, error) { return 0, fail("ParseComplex", s, ErrSyntax) }
	done := func(c complex128) (complex128, error) {
		if outOfRange {
			return c, fail("ParseComplex", s, ErrRange)
		}
		return c, nil
	}

	first, ok := number()
	switch {
	case !ok:
		return bad()
	case text == "":
		return done(complex(first, 0))
	case text == "i":
		return done(complex(0, first))
	case text[0] == '+' && len(text) > 1 && text[1] != '+':
		text = text[1:] // NaN takes no sign of its own
	case text[0] != '+' && text[0] != '-':
		return bad()
	}
	second, ok := number()
	if !ok || text != "i" {
		return bad()
	}
	return done(complex(first, second))
}
