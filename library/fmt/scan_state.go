package fmt

import (
	"errors"
	"io"
	"unicode/utf8"
)

// A scanner reads operands; it is the ScanState of their Scan methods. Errors
// travel as panics with a failure, up to catch: SkipSpace has no error to
// return.
type scanner struct {
	source io.RuneScanner
	token  []byte
	// count is the number of runes read, limit where the input of the operand
	// ends.
	count, limit int
	width        int
	ended        bool
	// newlineEnds: the input is one line; newlineIsSpace: newlines do not matter.
	newlineEnds, newlineIsSpace bool
}

// unlimited stands for no width.
const unlimited = 1 << 30

// end is returned in place of a rune at the end of the input.
const end = -1

func newScanner(r io.Reader) *scanner {
	s := &scanner{limit: unlimited, width: unlimited}
	if source, ok := r.(io.RuneScanner); ok {
		s.source = source
	} else {
		s.source = &runeSource{reader: r}
	}
	return s
}

// A failure is the panic value of an error.
type failure struct{ err error }

func fail(text string) { panic(failure{errors.New(text)}) }

// catch, deferred, turns a failure into an error.
func catch(err *error) {
	switch reason := recover().(type) {
	case nil:
	case failure:
		*err = reason.err
	case error:
		if reason != io.EOF {
			panic(reason)
		}
		*err = io.EOF
	default:
		panic(reason)
	}
}

// Read implements ScanState.
func (s *scanner) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

// ReadRune implements ScanState.
func (s *scanner) ReadRune() (r rune, size int, err error) {
	if s.ended || s.count >= s.limit {
		return 0, 0, io.EOF
	}
	r, size, err = s.source.ReadRune()
	if err == nil {
		s.count++
		s.ended = s.newlineEnds && r == '\n'
	} else {
		s.ended = err == io.EOF
	}
	return r, size, err
}

// UnreadRune implements ScanState.
func (s *scanner) UnreadRune() error {
	s.source.UnreadRune()
	s.ended = false
	s.count--
	return nil
}

// Width implements ScanState.
func (s *scanner) Width() (wid int, ok bool) {
	if s.width == unlimited {
		return 0, false
	}
	return s.width, true
}

// SkipSpace implements ScanState.
func (s *scanner) SkipSpace() {
	for {
		r := s.next()
		switch {
		case r == end:
			return
		case r == '\r' && s.peek("\n"):
		case r == '\n':
			if !s.newlineIsSpace {
				fail("unexpected newline")
			}
		case !isSpace(r):
			s.UnreadRune()
			return
		}
	}
}

// Token implements ScanState.
func (s *scanner) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer catch(&err)
	if f == nil {
		f = isNoSpace
	}
	if skipSpace {
		s.SkipSpace()
	}
	s.token = s.token[:0]
	s.takeWhile(f)
	return s.token, nil
}

// next returns the next rune, or end.
func (s *scanner) next() rune {
	r, _, err := s.ReadRune()
	if err == io.EOF {
		return end
	}
	if err != nil {
		panic(failure{err})
	}
	return r
}

// needRune returns the next rune where the input must not end.
func (s *scanner) needRune() rune {
	r := s.next()
	if r == end {
		panic(failure{io.ErrUnexpectedEOF})
	}
	return r
}

// needMore ends the scan if the input is at its end.
func (s *scanner) needMore() {
	if s.next() == end {
		panic(failure{io.EOF})
	}
	s.UnreadRune()
}

// peek reports whether the next rune is in the set.
func (s *scanner) peek(set string) bool {
	r := s.next()
	if r == end {
		return false
	}
	s.UnreadRune()
	return contains(set, r)
}

// skip reads a rune and reports whether it is in the set; everything else is an
// error of the input.
func (s *scanner) skip(set string) bool {
	r := s.next()
	return r != end && contains(set, r)
}

// take moves the next rune to the token if it is in the set, and reports
// whether it did.
func (s *scanner) take(set string) bool {
	r := s.next()
	if r == end {
		return false
	}
	if !contains(set, r) {
		s.UnreadRune()
		return false
	}
	s.token = utf8.AppendRune(s.token, r)
	return true
}

// takeAll moves runes to the token as long as they are in the set.
func (s *scanner) takeAll(set string) {
	for s.take(set) {
	}
}

// takeWhile moves runes to the token as long as f accepts them.
func (s *scanner) takeWhile(f func(rune) bool) {
	for {
		r := s.next()
		if r == end {
			return
		}
		if !f(r) {
			s.UnreadRune()
			return
		}
		s.token = utf8.AppendRune(s.token, r)
	}
}

func contains(set string, r rune) bool {
	for _, member := range set {
		if member == r {
			return true
		}
	}
	return false
}

// isSpace reports whether a rune has the property White_Space. Tables of package
// unicode are too large for this.
func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}

func isNoSpace(r rune) bool { return !isSpace(r) }
