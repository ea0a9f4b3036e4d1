// This file holds Reader.

package strings

import (
	"errors"
	"io"
	"unicode/utf8"
)

// A Reader reads from a string. The zero value reads from an empty one.
type Reader struct {
	s        string
	pos      int64 // may be beyond the end
	lastRune int   // where the last ReadRune began, negative if something else came after
}

// NewReader returns a Reader of s.
func NewReader(s string) *Reader { return &Reader{s: s, lastRune: -1} }

// Reset makes r read from s.
func (r *Reader) Reset(s string) { *r = Reader{s: s, lastRune: -1} }

// rest returns what is not read yet.
func (r *Reader) rest() string {
	if r.pos >= int64(len(r.s)) {
		return ""
	}
	return r.s[r.pos:]
}

// Len returns how many bytes are not read yet.
func (r *Reader) Len() int { return len(r.rest()) }

// Read implements io.Reader.
func (r *Reader) Read(b []byte) (n int, err error) {
	if r.Len() == 0 {
		return 0, io.EOF
	}
	r.lastRune = -1
	n = copy(b, r.rest())
	r.pos += int64(n)
	return n, nil
}

// Size returns the length of the whole string.
func (r *Reader) Size() int64 { return int64(len(r.s)) }

// ReadAt implements io.ReaderAt.
func (r *Reader) ReadAt(b []byte, off int64) (n int, err error) {
	switch {
	case off < 0:
		return 0, errors.New("strings.Reader.ReadAt: negative offset")
	case off >= r.Size():
		return 0, io.EOF
	}
	if n = copy(b, r.s[off:]); n < len(b) {
		err = io.EOF
	}
	return n, err
}

// ReadByte implements io.ByteReader.
func (r *Reader) ReadByte() (byte, error) {
	r.lastRune = -1
	if r.Len() == 0 {
		return 0, io.EOF
	}
	r.pos++
	return r.s[r.pos-1], nil
}

// UnreadByte implements io.ByteScanner.
func (r *Reader) UnreadByte() error {
	if r.pos <= 0 {
		return errors.New("strings.Reader.UnreadByte: at beginning of string")
	}
	r.lastRune = -1
	r.pos--
	return nil
}

// ReadRune implements io.RuneReader.
func (r *Reader) ReadRune() (ch rune, size int, err error) {
	if r.Len() == 0 {
		r.lastRune = -1
		return 0, 0, io.EOF
	}
	ch, size = utf8.DecodeRuneInString(r.rest())
	r.lastRune = int(r.pos)
	r.pos += int64(size)
	return ch, size, nil
}

// UnreadRune implements io.RuneScanner.
func (r *Reader) UnreadRune() error {
	switch {
	case r.pos <= 0:
		return errors.New("strings.Reader.UnreadRune: at beginning of string")
	case r.lastRune < 0:
		return errors.New("strings.Reader.UnreadRune: previous operation was not ReadRune")
	}
	r.pos, r.lastRune = int64(r.lastRune), -1
	return nil
}

// Seek implements io.Seeker.
func (r *Reader) Seek(offset int64, whence int) (int64, error) {
	r.lastRune = -1
	switch whence {
	case io.SeekStart:
	case io.SeekCurrent:
		offset += r.pos
	case io.SeekEnd:
		offset += r.Size()
	default:
		return 0, errors.New("strings.Reader.Seek: invalid whence")
	}
	if offset < 0 {
		return 0, errors.New("strings.Reader.Seek: negative position")
	}
	r.pos = offset
	return offset, nil
}

// WriteTo implements io.WriterTo.
func (r *Reader) WriteTo(w io.Writer) (n int64, err error) {
	r.lastRune = -1
	s := r.rest()
	if s == "" {
		return 0, nil
	}
	done, err := io.WriteString(w, s)
	if done > len(s) {
		panic("strings.Reader.WriteTo: invalid WriteString count")
	}
	r.pos += int64(done)
	if err == nil && done < len(s) {
		err = io.ErrShortWrite
	}
	return int64(done), err
}
