// This file holds Scanner.

package bufio

import (
	"errors"
	"io"
)

// MaxScanTokenSize is the size of the largest buffer a Scanner makes, unless
// Scanner.Buffer says otherwise. Tokens must be smaller, because the buffer may
// have to hold a line end, too.
const MaxScanTokenSize = 64 * 1024

// The errors of Scanner.
var (
	ErrNegativeAdvance = errors.New("bufio.Scanner: SplitFunc returns negative advance count")
	ErrAdvanceTooFar   = errors.New("bufio.Scanner: SplitFunc returns advance count beyond input")
	ErrBadReadCount    = errors.New("bufio.Scanner: Read returned impossible count")
	ErrTooLong         = errors.New("bufio.Scanner: token too long")
)

// ErrFinalToken is for a split function to return with the last token, which
// may be empty, or with nil to stop without one. It is no failure.
var ErrFinalToken = errors.New("final token")

// SplitFunc finds the next token in data, the input not yet consumed; atEOF
// says that there is no more. It returns by how much to advance, and the token,
// if there is one. No token and no advance asks for more data. An error stops
// the scan. data is empty only at the end.
type SplitFunc func(data []byte, atEOF bool) (advance int, token []byte, err error)

// Scanner reads tokens, by default lines, one with each Scan. It stops at the
// end, at an error or at a token that does not fit into its buffer, and may
// then have read beyond the last token.
type Scanner struct {
	src     io.Reader
	split   SplitFunc
	limit   int // of the size of buf
	token   []byte
	buf     []byte
	start   int // buf[start:end] is not yet consumed
	end     int
	err     error
	idle    int // tokens in a row that were empty and did not advance
	begun   bool
	stopped bool
}

// NewScanner returns a Scanner of the lines of r.
func NewScanner(r io.Reader) *Scanner {
	return &Scanner{src: r, split: ScanLines, limit: MaxScanTokenSize}
}

// Split sets the function that finds the tokens. It panics once the scan has
// begun.
func (s *Scanner) Split(split SplitFunc) {
	if s.begun {
		panic("Split called after Scan")
	}
	s.split = split
}

// Buffer sets the buffer to begin with, and the size up to which to make larger
// ones. Tokens must be shorter than the larger of max and cap(buf). It panics
// once the scan has begun.
func (s *Scanner) Buffer(buf []byte, max int) {
	if s.begun {
		panic("Buffer called after Scan")
	}
	s.buf, s.limit = buf[:cap(buf)], max
}

// Bytes returns the last token; the next Scan may overwrite it.
func (s *Scanner) Bytes() []byte { return s.token }

// Text returns the last token.
func (s *Scanner) Text() string { return string(s.token) }

// Err returns the error that stopped the scan, nil at the end of the input.
func (s *Scanner) Err() error {
	if s.err == io.EOF {
		return nil
	}
	return s.err
}

// fail notes an error; the first one other than the end stays.
func (s *Scanner) fail(err error) {
	if s.err == nil || s.err == io.EOF {
		s.err = err
	}
}

// Scan advances to the next token and reports whether there is one. It panics
// if the split function returns too many empty tokens without advancing.
func (s *Scanner) Scan() bool {
	if s.stopped {
		return false
	}
	s.begun = true
	for {
		// At the end there may be a token in nothing, once.
		if s.start < s.end || s.err != nil {
			found, stop := s.next()
			if found || stop {
				return found
			}
		}
		if s.err != nil {
			s.start, s.end = 0, 0
			s.token = nil
			return false
		}
		if !s.makeRoom() {
			s.fail(ErrTooLong)
			s.token = nil
			return false
		}
		s.read()
	}
}

// next looks for a token in what is there. stop says that the scan is over.
func (s *Scanner) next() (found, stop bool) {
	advance, token, err := s.split(s.buf[s.start:s.end], s.err != nil)
	if err == ErrFinalToken {
		s.token, s.stopped = token, true
		return token != nil, true
	}
	switch {
	case err != nil:
	case advance < 0:
		err = ErrNegativeAdvance
	case advance > s.end-s.start:
		err = ErrAdvanceTooFar
	}
	if err != nil {
		s.fail(err)
		s.token = nil
		return false, true
	}
	s.start += advance
	s.token = token
	if token == nil {
		return false, false
	}
	if s.err == nil || advance > 0 {
		s.idle = 0
	} else if s.idle++; s.idle > maxEmpty {
		panic("bufio.Scan: too many empty tokens without progressing")
	}
	return true, false
}

// makeRoom makes room for more input, if it may.
func (s *Scanner) makeRoom() bool {
	if s.start > 0 && (s.end == len(s.buf) || s.start > len(s.buf)/2) {
		s.end = copy(s.buf, s.buf[s.start:s.end])
		s.start = 0
	}
	if s.end < len(s.buf) {
		return true
	}
	if len(s.buf) >= s.limit {
		return false
	}
	size := min(max(2*len(s.buf), defaultSize), s.limit)
	if size <= len(s.buf) {
		return false
	}
	larger := make([]byte, size)
	s.end = copy(larger, s.buf[s.start:s.end])
	s.buf, s.start = larger, 0
	return true
}

// read reads more input.
func (s *Scanner) read() {
	for range maxEmpty + 1 {
		n, err := s.src.Read(s.buf[s.end:])
		if n < 0 || n > len(s.buf)-s.end {
			s.fail(ErrBadReadCount)
			return
		}
		s.end += n
		if err != nil {
			s.fail(err)
			return
		}
		if n > 0 {
			s.idle = 0
			return
		}
	}
	s.fail(io.ErrNoProgress)
}
