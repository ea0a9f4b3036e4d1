package fmt

import "unicode/utf8"

// scanFormat reads operands as a format says.
func (s *scanner) scanFormat(format string, args []any) (n int, err error) {
	defer catch(&err)
	for format != "" {
		size, ok := s.match(format)
		if size > 0 {
			format = format[size:]
			continue
		}
		if !ok && format[0] != '%' {
			fail("input does not match format")
		}
		format = s.readWidth(format[1:])
		verb, size := utf8.DecodeRuneInString(format)
		if verb != 'c' {
			s.SkipSpace()
		}
		if verb == '%' {
			s.percent()
			format = format[size:]
			continue
		}
		if n >= len(args) {
			fail("too few operands for format '%" + format + "'")
		}
		s.limit = min(s.count+s.width, unlimited)
		s.operand(args[n], verb)
		s.limit = unlimited
		format = format[size:]
		n++
	}
	if n < len(args) {
		fail("too many operands")
	}
	return n, nil
}

// readWidth reads the width in front of a verb and returns the format behind
// it. The last byte of a format is never part of a width.
func (s *scanner) readWidth(format string) string {
	s.width = unlimited
	i, n := 0, 0
	for ; i+1 < len(format) && '0' <= format[i] && format[i] <= '9'; i++ {
		if n > limit {
			return format[len(format)-1:]
		}
		n = n*10 + int(format[i]-'0')
		s.width = n
	}
	if i == 0 {
		s.width = unlimited
	}
	return format[i:]
}

// percent reads a percent sign.
func (s *scanner) percent() {
	s.needMore()
	if !s.take("%") {
		fail("missing literal %")
	}
}

// match compares the input with the format up to its first verb, and returns
// how much of the format that is. Without a match it returns 0, false.
func (s *scanner) match(format string) (size int, ok bool) {
	for size < len(format) {
		want, n := utf8.DecodeRuneInString(format[size:])
		if isSpace(want) {
			size += s.matchSpace(format[size:])
			continue
		}
		if want == '%' {
			if size+1 == len(format) {
				fail("missing verb: % at end of format string")
			}
			if format[size+1] != '%' {
				return size, true
			}
			size++
		}
		if s.needRune() != want {
			s.UnreadRune()
			return 0, false
		}
		size += n
	}
	return size, true
}

// matchSpace compares the input with the space at the start of the format, and
// returns how much of the format that is. Each newline there stands for any
// space and a newline or the end of the input. Space behind the last newline
// may be missing from the input; space without a newline stands for at least
// one space, or the end.
func (s *scanner) matchSpace(format string) (size int) {
	newlines, trailing := 0, false
	for size < len(format) {
		r, n := utf8.DecodeRuneInString(format[size:])
		if !isSpace(r) {
			break
		}
		if r == '\n' {
			newlines++
		}
		trailing = r != '\n'
		size += n
	}
	for i := 0; i < newlines; i++ {
		if r := s.pastBlanks(s.next()); r != '\n' && r != end {
			fail("newline in format does not match input")
		}
	}
	if !trailing {
		return size
	}
	r := s.next()
	if newlines == 0 && r == '\n' {
		fail("newline in input does not match format")
	}
	if newlines == 0 && r != end && !isSpace(r) {
		fail("expected space in input to match format")
	}
	if s.pastBlanks(r) != end {
		s.UnreadRune()
	}
	return size
}

// pastBlanks returns the first rune from r on that is a newline or no space.
func (s *scanner) pastBlanks(r rune) rune {
	for r != '\n' && isSpace(r) {
		r = s.next()
	}
	return r
}
