package bufio

import "unicode"

// What the tests look at of this package's inside.
var IsSpace = unicode.IsSpace

const DefaultBufSize = defaultSize

// MaxTokenSize limits tokens from the start.
func (s *Scanner) MaxTokenSize(n int) {
	s.buf = s.buf[:0:0]
	s.limit = n
}

// ErrOrEOF is Err with io.EOF.
func (s *Scanner) ErrOrEOF() error { return s.err }
