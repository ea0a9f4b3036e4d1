package fmt

import (
	"errors"
	"io"
	"unicode/utf8"
)

// A stringSource is the input of Sscan and its relatives.
type stringSource struct{ rest string }

func (s *stringSource) Read(b []byte) (n int, err error) {
	n = copy(b, s.rest)
	s.rest = s.rest[n:]
	if n == 0 {
		err = io.EOF
	}
	return n, err
}

// A runeSource reads runes from a reader, byte by byte so that it never takes
// more than it needs.
type runeSource struct {
	reader io.Reader
	// bytes[:have] were read but belong to no returned rune yet: what follows an
	// invalid byte.
	bytes [utf8.UTFMax]byte
	have  int
	last  rune
	// canUnread: last was returned; again: it is to be returned once more.
	canUnread, again bool
}

// ReadRune implements io.RuneReader.
func (s *runeSource) ReadRune() (r rune, size int, err error) {
	if s.again {
		s.again, s.canUnread = false, true
		return s.last, utf8.RuneLen(s.last), nil
	}
	for s.have == 0 || !utf8.FullRune(s.bytes[:s.have]) {
		if _, err := io.ReadFull(s.reader, s.bytes[s.have:s.have+1]); err != nil {
			if err == io.EOF && s.have > 0 {
				break // an incomplete rune at the end
			}
			return 0, 0, err
		}
		s.have++
	}
	r, size = utf8.DecodeRune(s.bytes[:s.have])
	copy(s.bytes[:], s.bytes[size:s.have])
	s.have -= size
	s.last, s.canUnread = r, true
	return r, size, nil
}

// UnreadRune implements io.RuneScanner.
func (s *runeSource) UnreadRune() error {
	if !s.canUnread {
		return errors.New("fmt: scanning called UnreadRune with no rune available")
	}
	s.canUnread, s.again = false, true
	return nil
}
