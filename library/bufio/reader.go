// Package bufio puts buffers in front of readers and writers, and helps with
// text.
//
// This file holds Reader.
package bufio

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

const (
	defaultSize = 4096
	leastSize   = 16
	// maxEmpty is how many reads in a row may bring nothing.
	maxEmpty = 100
)

// The errors of Reader.
var (
	ErrBufferFull        = errors.New("bufio: buffer full")
	ErrNegativeCount     = errors.New("bufio: negative count")
	ErrInvalidUnreadByte = errors.New("bufio: invalid use of UnreadByte")
	ErrInvalidUnreadRune = errors.New("bufio: invalid use of UnreadRune")
)

var errNegativeRead = errors.New("bufio: reader returned negative count from Read")

// Reader reads from an io.Reader through a buffer. NewReader makes one, or
// Reset makes one of the zero value.
type Reader struct {
	src        io.Reader
	buf        []byte
	start, end int   // buf[start:end] is read from src, but not yet taken
	err        error // from src, to be reported when the buffer is empty
	lastByte   int   // the last byte taken, negative if not to be unread
	lastRune   int   // the length of the last rune taken, negative likewise
}

// NewReaderSize returns a Reader of rd with a buffer of at least size bytes;
// rd itself, if it is one.
func NewReaderSize(rd io.Reader, size int) *Reader {
	if b, ok := rd.(*Reader); ok && len(b.buf) >= size {
		return b
	}
	b := new(Reader)
	b.init(make([]byte, max(size, leastSize)), rd)
	return b
}

// NewReader returns a Reader of rd with a buffer of the default size.
func NewReader(rd io.Reader) *Reader { return NewReaderSize(rd, defaultSize) }

func (b *Reader) init(buf []byte, src io.Reader) {
	*b = Reader{buf: buf, src: src, lastByte: -1, lastRune: -1}
}

// Reset forgets everything, and reads from r from now on. b.Reset(b) does
// nothing.
func (b *Reader) Reset(r io.Reader) {
	if r == io.Reader(b) {
		return
	}
	if b.buf == nil {
		b.buf = make([]byte, defaultSize)
	}
	b.init(b.buf, r)
}

// Size returns the size of the buffer.
func (b *Reader) Size() int { return len(b.buf) }

// Buffered returns how many bytes can be read without asking src.
func (b *Reader) Buffered() int { return b.end - b.start }

// buffered returns those bytes.
func (b *Reader) buffered() []byte { return b.buf[b.start:b.end] }

// forget makes unreading impossible.
func (b *Reader) forget() { b.lastByte, b.lastRune = -1, -1 }

// take moves over n bytes of the buffer, the last of which can be unread.
func (b *Reader) take(n int) {
	if n > 0 {
		b.start += n
		b.lastByte = int(b.buf[b.start-1])
		b.lastRune = -1
	}
}

// takeErr returns the error and forgets it.
func (b *Reader) takeErr() error {
	err := b.err
	b.err = nil
	return err
}

// readInto reads once from src.
func (b *Reader) readInto(p []byte) int {
	n, err := b.src.Read(p)
	if n < 0 {
		panic(errNegativeRead)
	}
	b.err = err
	return n
}

// fill reads more into the buffer, which must not be full.
func (b *Reader) fill() {
	if b.start > 0 {
		b.end = copy(b.buf, b.buffered())
		b.start = 0
	}
	if b.end >= len(b.buf) {
		panic("bufio: tried to fill full buffer")
	}
	for range maxEmpty {
		n := b.readInto(b.buf[b.end:])
		b.end += n
		if n > 0 || b.err != nil {
			return
		}
	}
	b.err = io.ErrNoProgress
}

// more fills until n bytes are buffered, the buffer is full or there is an
// error.
func (b *Reader) more(n int) {
	for b.Buffered() < n && b.Buffered() < len(b.buf) && b.err == nil {
		b.fill()
	}
}

// Peek returns the next n bytes without taking them; they are valid until the
// next read. An error says why there are fewer, ErrBufferFull that they are
// more than the buffer holds. Nothing can be unread after Peek.
func (b *Reader) Peek(n int) ([]byte, error) {
	if n < 0 {
		return nil, ErrNegativeCount
	}
	b.forget()
	b.more(n)
	if n > len(b.buf) {
		return b.buffered(), ErrBufferFull
	}
	if have := b.Buffered(); have < n {
		err := b.takeErr()
		if err == nil {
			err = ErrBufferFull
		}
		return b.buffered(), err
	}
	return b.buf[b.start : b.start+n], nil
}

// Discard skips n bytes; an error says why it skipped fewer.
func (b *Reader) Discard(n int) (discarded int, err error) {
	switch {
	case n < 0:
		return 0, ErrNegativeCount
	case n == 0:
		return 0, nil
	}
	b.forget()
	for {
		if b.start == b.end && b.err == nil {
			b.fill()
		}
		skip := min(b.Buffered(), n-discarded)
		b.start += skip
		discarded += skip
		if discarded == n {
			return n, nil
		}
		if b.err != nil {
			return discarded, b.takeErr()
		}
	}
}

// Read reads what is buffered, else what one Read of src brings.
func (b *Reader) Read(p []byte) (n int, err error) {
	if len(p) == 0 {
		if b.Buffered() > 0 {
			return 0, nil
		}
		return 0, b.takeErr()
	}
	if b.start == b.end {
		if b.err != nil {
			return 0, b.takeErr()
		}
		if len(p) >= len(b.buf) {
			// Without a detour over the buffer.
			if n = b.readInto(p); n > 0 {
				b.lastByte, b.lastRune = int(p[n-1]), -1
			}
			return n, b.takeErr()
		}
		b.start = 0
		b.end = b.readInto(b.buf)
		if b.end == 0 {
			return 0, b.takeErr()
		}
	}
	n = copy(p, b.buffered())
	b.take(n)
	return n, nil
}

// ReadByte returns the next byte.
func (b *Reader) ReadByte() (byte, error) {
	b.lastRune = -1
	for b.start == b.end {
		if b.err != nil {
			return 0, b.takeErr()
		}
		b.fill()
	}
	b.take(1)
	return byte(b.lastByte), nil
}

// UnreadByte gives the last byte back, if the last call was a read.
func (b *Reader) UnreadByte() error {
	if b.lastByte < 0 || b.start == 0 && b.end > 0 {
		return ErrInvalidUnreadByte
	}
	if b.start > 0 {
		b.start--
	} else {
		b.end = 1
	}
	b.buf[b.start] = byte(b.lastByte)
	b.forget()
	return nil
}

// ReadRune returns the next character and the length of its encoding;
// utf8.RuneError and 1 for an invalid byte.
func (b *Reader) ReadRune() (r rune, size int, err error) {
	for b.Buffered() < utf8.UTFMax && b.err == nil && !utf8.FullRune(b.buffered()) {
		b.fill()
	}
	b.lastRune = -1
	if b.start == b.end {
		return 0, 0, b.takeErr()
	}
	r, size = utf8.DecodeRune(b.buffered())
	b.take(size)
	b.lastRune = size
	return r, size, nil
}

// UnreadRune gives the last character back, if the last call was ReadRune.
func (b *Reader) UnreadRune() error {
	if b.lastRune < 0 || b.start < b.lastRune {
		return ErrInvalidUnreadRune
	}
	b.start -= b.lastRune
	b.forget()
	return nil
}

// ReadSlice returns everything up to and including delim; it is valid until the
// next read. An error says why it does not end in delim, ErrBufferFull that it
// does not fit into the buffer. ReadBytes and ReadString are easier to use.
func (b *Reader) ReadSlice(delim byte) (line []byte, err error) {
	searched := 0
	for {
		if i := bytes.IndexByte(b.buffered()[searched:], delim); i >= 0 {
			line = b.buf[b.start : b.start+searched+i+1]
			break
		}
		if b.err != nil {
			line, err = b.buffered(), b.takeErr()
			break
		}
		if searched = b.Buffered(); searched >= len(b.buf) {
			line, err = b.buf, ErrBufferFull
			break
		}
		b.fill()
	}
	b.take(len(line))
	return line, err
}

// upTo returns everything up to and including delim: full buffers first, and
// what the buffer has of the rest.
func (b *Reader) upTo(delim byte) (full []byte, last []byte, err error) {
	for {
		last, err = b.ReadSlice(delim)
		if err != ErrBufferFull {
			return full, last, err
		}
		full = append(full, last...)
	}
}

// ReadBytes returns everything up to and including delim. An error says why it
// does not end in delim.
func (b *Reader) ReadBytes(delim byte) ([]byte, error) {
	full, last, err := b.upTo(delim)
	line := make([]byte, len(full)+len(last))
	copy(line[copy(line, full):], last)
	return line, err
}

// ReadString returns everything up to and including delim. An error says why it
// does not end in delim.
func (b *Reader) ReadString(delim byte) (string, error) {
	full, last, err := b.upTo(delim)
	if full == nil {
		return string(last), err
	}
	return string(append(full, last...)), err
}

// WriteTo writes everything to w, by the source's own WriteTo or w's ReadFrom
// if there is one.
func (b *Reader) WriteTo(w io.Writer) (n int64, err error) {
	b.forget()
	if b.start < b.end {
		if n, err = b.drain(w); err != nil {
			return n, err
		}
	}
	var part int64
	if src, ok := b.src.(io.WriterTo); ok {
		part, err = src.WriteTo(w)
		return n + part, err
	}
	if dst, ok := w.(io.ReaderFrom); ok {
		part, err = dst.ReadFrom(b.src)
		return n + part, err
	}
	for {
		if b.Buffered() < len(b.buf) && b.err == nil {
			b.fill()
		}
		if b.start == b.end {
			break
		}
		part, err = b.drain(w)
		if n += part; err != nil {
			return n, err
		}
	}
	if b.err == io.EOF {
		b.err = nil
	}
	return n, b.takeErr()
}

// ReadLine returns a line without its end, \n or \r\n; it is valid until the
// next read. If the line does not fit into the buffer, it returns a part, and
// isPrefix is true. It returns either a line or an error. ReadString or Scanner
// are easier to use.
func (b *Reader) ReadLine() (line []byte, isPrefix bool, err error) {
	line, err = b.ReadSlice('\n')
	if err == ErrBufferFull {
		if n := len(line); n > 0 && line[n-1] == '\r' {
			// Perhaps half of a line end: leave it for the next call.
			b.start--
			line = line[:n-1]
		}
		return line, true, nil
	}
	if len(line) == 0 {
		return nil, false, err
	}
	if n := len(line); line[n-1] == '\n' {
		line = line[:n-1]
		if n > 1 && line[n-2] == '\r' {
			line = line[:n-2]
		}
	}
	return line, false, nil
}

// drain writes what is buffered to w.
func (b *Reader) drain(w io.Writer) (int64, error) {
	n, err := w.Write(b.buffered())
	if n < 0 {
		panic(errors.New("bufio: writer returned negative count from Write"))
	}
	b.start += n
	return int64(n), err
}
