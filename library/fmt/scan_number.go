package fmt

import (
	"math"
	"strconv"
)

const (
	binaryDigits      = "01"
	octalDigits       = "01234567"
	decimalDigits     = "0123456789"
	hexadecimalDigits = "0123456789abcdefABCDEF"

	floatVerbs = "beEfFgGv"
)

// signed reads an integer of the given size in bits.
func (s *scanner) signed(verb rune, bits int) int64 {
	if verb == 'c' {
		return s.character(bits)
	}
	text, base := s.integerText(verb, true)
	n, err := strconv.ParseInt(text, base, 64)
	if err != nil {
		panic(failure{err})
	}
	if n<<(64-bits)>>(64-bits) != n {
		fail("integer overflow on token " + text)
	}
	return n
}

// unsigned reads an unsigned integer of the given size in bits.
func (s *scanner) unsigned(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.character(bits))
	}
	text, base := s.integerText(verb, false)
	n, err := strconv.ParseUint(text, base, 64)
	if err != nil {
		panic(failure{err})
	}
	if n<<(64-bits)>>(64-bits) != n {
		fail("unsigned integer overflow on token " + text)
	}
	return n
}

// character reads one rune, whatever it is.
func (s *scanner) character(bits int) int64 {
	s.needMore()
	r := s.next()
	n := int64(r)
	if n<<(64-bits)>>(64-bits) != n {
		fail("overflow on character value " + string(r))
	}
	return n
}

// integerText reads the text of an integer and returns it with the base for
// strconv.
func (s *scanner) integerText(verb rune, signed bool) (text string, base int) {
	s.start()
	needVerb(verb, "bdoUxXv", "integer")
	digits, base := decimalDigits, 10
	switch verb {
	case 'b':
		digits, base = binaryDigits, 2
	case 'o':
		digits, base = octalDigits, 8
	case 'x', 'X', 'U':
		digits, base = hexadecimalDigits, 16
	}
	if verb == 'U' {
		if !s.skip("U") || !s.skip("+") {
			fail("bad unicode format ")
		}
	} else if signed {
		s.take("+-")
	}
	haveDigit := false
	if verb == 'v' {
		digits, haveDigit = s.prefix()
		base = 0 // strconv looks at the prefix
	}
	if !haveDigit {
		s.needMore()
		if !s.take(digits) {
			fail("expected integer")
		}
	}
	s.takeAll(digits)
	return string(s.token), base
}

// prefix reads the prefix of a Go integer literal and returns the digits that
// may follow, and whether there was a 0.
func (s *scanner) prefix() (digits string, haveDigit bool) {
	switch {
	case !s.take("0"):
		return decimalDigits + "_", false
	case s.take("bB"):
		return binaryDigits + "_", true
	case s.take("xX"):
		return hexadecimalDigits + "_", true
	}
	s.take("oO")
	return octalDigits + "_", true
}

// floatText reads the text of a floating-point number. Whether its parts are
// complete is for strconv to find out.
func (s *scanner) floatText() string {
	s.token = s.token[:0]
	if s.take("nN") && s.take("aA") && s.take("nN") {
		return string(s.token)
	}
	s.take("+-")
	if s.take("iI") && s.take("nN") && s.take("fF") {
		return string(s.token)
	}
	digits, exponent := decimalDigits+"_", "eEpP"
	if s.take("0") && s.take("xX") {
		digits, exponent = hexadecimalDigits+"_", "pP"
	}
	s.takeAll(digits)
	if s.take(".") {
		s.takeAll(digits)
	}
	if s.take(exponent) {
		s.take("+-")
		s.takeAll(decimalDigits + "_")
	}
	return string(s.token)
}

// parseFloat converts the text of a number. Beyond Go's syntax it accepts a
// decimal number with a binary exponent, as in 1.2p4.
func (s *scanner) parseFloat(text string, bits int) float64 {
	mark := binaryExponent(text)
	f, err := strconv.ParseFloat(text[:mark], bits)
	if mark < len(text) && err == nil {
		var exponent int
		exponent, err = strconv.Atoi(text[mark+1:])
		f = math.Ldexp(f, exponent)
	}
	if err != nil {
		if e, ok := err.(*strconv.NumError); ok {
			e.Num = text
		}
		panic(failure{err})
	}
	return f
}

// binaryExponent returns the index of the p in a decimal number, or the length
// of the text.
func binaryExponent(text string) int {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case 'x', 'X':
			return len(text)
		case 'p':
			return i
		}
	}
	return len(text)
}

// complex reads a complex number, in parentheses or not, whose parts have the
// given size in bits.
func (s *scanner) complex(verb rune, bits int) complex128 {
	const problem = "syntax error scanning complex number"
	needVerb(verb, floatVerbs, "complex")
	s.start()
	parentheses := s.take("(")
	re := s.floatText()
	s.token = s.token[:0]
	if !s.take("+-") {
		fail(problem)
	}
	sign := string(s.token)
	im := sign + s.floatText()
	if !s.take("i") || parentheses && !s.take(")") {
		fail(problem)
	}
	realPart := s.parseFloat(re, bits)
	return complex(realPart, s.parseFloat(im, bits))
}
