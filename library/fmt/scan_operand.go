package fmt

import (
	"internal/typeinfo"
	"io"
	"strconv"
	"unsafe"
)

// operand reads the value that an operand points to.
func (s *scanner) operand(arg any, verb rune) {
	s.token = s.token[:0]
	if v, ok := arg.(Scanner); ok {
		switch err := v.Scan(s, verb); err {
		case nil:
			return
		case io.EOF:
			panic(failure{io.ErrUnexpectedEOF})
		default:
			panic(failure{err})
		}
	}
	t := typeinfo.Of(arg)
	if t == nil || t.Kind != typeinfo.Pointer {
		name := "<nil>"
		if t != nil {
			name = t.String
		}
		fail("type not a pointer: " + name)
	}
	if !s.store(t.Element, typeinfo.Word(arg), verb) {
		fail("can't scan type: " + t.String)
	}
}

// store reads a value of type t into the variable at p; false if the type
// cannot be read.
func (s *scanner) store(t *typeinfo.Type, p unsafe.Pointer, verb rune) bool {
	switch k := t.Kind; {
	case k == typeinfo.Bool:
		*(*bool)(p) = s.bool(verb)
	case k >= typeinfo.Int && k <= typeinfo.Int64:
		storeInteger(p, t.Size, uint64(s.signed(verb, int(t.Size)*8)))
	case k >= typeinfo.Uint && k <= typeinfo.Uintptr:
		storeInteger(p, t.Size, s.unsigned(verb, int(t.Size)*8))
	case k == typeinfo.Float32 || k == typeinfo.Float64:
		if t.PackagePath == "" {
			needVerb(verb, floatVerbs, t.String)
		}
		s.start()
		f := s.parseFloat(s.floatText(), int(t.Size)*8)
		if k == typeinfo.Float32 {
			*(*float32)(p) = float32(f)
		} else {
			*(*float64)(p) = f
		}
	case k == typeinfo.Complex64:
		*(*complex64)(p) = complex64(s.complex(verb, 32))
	case k == typeinfo.Complex128:
		*(*complex128)(p) = s.complex(verb, 64)
	case k == typeinfo.String:
		*(*string)(p) = s.string(verb)
	case k == typeinfo.Slice && t.Element.Kind == typeinfo.Uint8:
		*(*[]byte)(p) = []byte(s.string(verb))
	default:
		return false
	}
	return true
}

func storeInteger(p unsafe.Pointer, size uintptr, n uint64) {
	switch size {
	case 1:
		*(*uint8)(p) = uint8(n)
	case 2:
		*(*uint16)(p) = uint16(n)
	case 4:
		*(*uint32)(p) = uint32(n)
	default:
		*(*uint64)(p) = n
	}
}

// start skips the space in front of a value.
func (s *scanner) start() {
	s.SkipSpace()
	s.needMore()
}

func needVerb(verb rune, verbs, what string) {
	if !contains(verbs, verb) {
		fail("bad verb '%" + string(verb) + "' for " + what)
	}
}

// bool reads 0, 1, t, f, true or false in any case.
func (s *scanner) bool(verb rune) bool {
	s.start()
	needVerb(verb, "tv", "boolean")
	switch s.next() {
	case '1':
		return true
	case 't', 'T':
		s.restOfWord("rR", "uU", "eE")
		return true
	case 'f', 'F':
		s.restOfWord("aA", "lL", "sS", "eE")
	}
	return false
}

// restOfWord reads either nothing or the whole rest of a word.
func (s *scanner) restOfWord(letters ...string) {
	for i, letter := range letters {
		if !s.take(letter) {
			if i > 0 {
				fail("syntax error scanning boolean")
			}
			return
		}
	}
}

// string reads what the verb says: a word, a quoted string or hexadecimal
// digits.
func (s *scanner) string(verb rune) string {
	needVerb(verb, "svqxX", "string")
	s.start()
	switch verb {
	case 'q':
		return s.quotedString()
	case 'x', 'X':
		s.hexBytes()
		if len(s.token) == 0 {
			fail("no hex data for %x string")
		}
	default:
		s.takeWhile(isNoSpace)
	}
	return string(s.token)
}

// quotedString reads a string literal.
func (s *scanner) quotedString() string {
	quote := s.next()
	if quote != '"' && quote != '`' {
		fail("expected quoted string")
	}
	text := []rune{quote}
	for {
		r := s.needRune()
		text = append(text, r)
		switch {
		case r == quote && quote == '`':
			return string(text[1 : len(text)-1])
		case r == quote:
			unquoted, err := strconv.Unquote(string(text))
			if err != nil {
				panic(failure{err})
			}
			return unquoted
		case r == '\\' && quote == '"':
			text = append(text, s.needRune())
		}
	}
}

// hexBytes reads pairs of hexadecimal digits into the token.
func (s *scanner) hexBytes() {
	for {
		r := s.next()
		if r == end {
			return
		}
		high, ok := hexDigit(r)
		if !ok {
			s.UnreadRune()
			return
		}
		low, ok := hexDigit(s.needRune())
		if !ok {
			fail("illegal hex digit")
		}
		s.token = append(s.token, high<<4|low)
	}
}

func hexDigit(r rune) (value byte, ok bool) {
	switch {
	case '0' <= r && r <= '9':
		return byte(r - '0'), true
	case 'a' <= r && r <= 'f':
		return byte(r-'a') + 10, true
	case 'A' <= r && r <= 'F':
		return byte(r-'A') + 10, true
	}
	return 0, false
}
