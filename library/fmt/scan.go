package fmt

import (
	"io"
	"os"
)

// ScanState is what a Scanner reads its text from.
type ScanState interface {
	// ReadRune returns the next rune of the input. With Scanln and its
	// relatives the input ends behind a newline, and with a width behind as many
	// runes.
	ReadRune() (r rune, size int, err error)
	// UnreadRune gives the last rune back.
	UnreadRune() error
	// SkipSpace skips space; newlines as the calling function treats them.
	SkipSpace()
	// Token skips space if asked to and returns the runes that f accepts; without
	// f up to the next space. The bytes are valid until the next call.
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	// Width returns the width of the verb and whether it was given.
	Width() (wid int, ok bool)
	// Read is there to satisfy io.Reader and always fails: use ReadRune.
	Read(buf []byte) (n int, err error)
}

// Scanner is implemented by pointers to values that read themselves.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// Scan reads values separated by space, newlines included, from standard input
// and stores them where its arguments point. It returns how many it stored, and
// the reason if that is not all.
func Scan(a ...any) (n int, err error) { return Fscan(os.Stdin, a...) }

// Scanln is Scan for a line: it stops at a newline, and nothing but a newline or
// the end may follow the last value.
func Scanln(a ...any) (n int, err error) { return Fscanln(os.Stdin, a...) }

// Scanf reads from standard input as a format says. Newlines in the input must
// match newlines in the format.
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(os.Stdin, format, a...) }

// Sscan is Scan from a string.
func Sscan(str string, a ...any) (n int, err error) { return Fscan(&stringSource{str}, a...) }

// Sscanln is Scanln from a string.
func Sscanln(str string, a ...any) (n int, err error) { return Fscanln(&stringSource{str}, a...) }

// Sscanf is Scanf from a string.
func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf(&stringSource{str}, format, a...)
}

// Fscan is Scan from r. Unless r is an io.RuneScanner, the rune behind the last
// value is lost.
func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScanner(r)
	s.newlineIsSpace = true
	return s.scanAll(a)
}

// Fscanln is Scanln from r.
func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := newScanner(r)
	s.newlineEnds = true
	return s.scanAll(a)
}

// Fscanf is Scanf from r.
func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	return newScanner(r).scanFormat(format, a)
}

// scanAll reads one value an operand.
func (s *scanner) scanAll(args []any) (n int, err error) {
	defer catch(&err)
	for _, arg := range args {
		s.operand(arg, 'v')
		n++
	}
	for s.newlineEnds {
		r := s.next()
		if r == '\n' || r == end {
			break
		}
		if !isSpace(r) {
			fail("expected newline")
		}
	}
	return n, nil
}
