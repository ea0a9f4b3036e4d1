// This file holds Buffer.

package bytes

import (
	"errors"
	"io"
	"unicode/utf8"
)

// MinRead is the least room ReadFrom gives a Read. If a Buffer has as much room
// beyond what it will hold, ReadFrom does not make it grow.
const MinRead = 512

// ErrTooLarge is the value of the panic when memory for a buffer cannot be had.
var ErrTooLarge = errors.New("bytes.Buffer: too large")

var (
	errNegativeRead = errors.New("bytes.Buffer: reader returned negative count from Read")
	errUnreadByte   = errors.New("bytes.Buffer: UnreadByte: previous operation was not a successful read")
	errUnreadRune   = errors.New("bytes.Buffer: UnreadRune: previous operation was not a successful ReadRune")
)

// A Buffer is a queue of bytes to write to and to read from. The zero value is
// an empty one.
type Buffer struct {
	data []byte // data[off:] is not yet read
	off  int
	// undo is what the last operation allows to unread: 0 nothing, a positive
	// number a rune of that length, negative a byte.
	undo int
}

// NewBuffer returns a Buffer that holds buf, which the caller should not use
// any more.
func NewBuffer(buf []byte) *Buffer { return &Buffer{data: buf} }

// NewBufferString returns a Buffer that holds s.
func NewBufferString(s string) *Buffer { return NewBuffer([]byte(s)) }

// Bytes returns what is not yet read. It aliases the buffer until that changes.
func (b *Buffer) Bytes() []byte { return b.data[b.off:] }

// AvailableBuffer returns the free part of the buffer, empty, to append to and
// to pass to the next Write.
func (b *Buffer) AvailableBuffer() []byte { return b.data[len(b.data):] }

// String returns what is not yet read, "<nil>" for a nil pointer.
func (b *Buffer) String() string {
	if b == nil {
		return "<nil>"
	}
	return string(b.Bytes())
}

// Len returns how many bytes are not yet read.
func (b *Buffer) Len() int { return len(b.data) - b.off }

// Cap returns the size of the memory at hand.
func (b *Buffer) Cap() int { return cap(b.data) }

// Available returns how many bytes can be written without moving anything.
func (b *Buffer) Available() int { return cap(b.data) - len(b.data) }

// Reset makes the buffer empty; it keeps its memory.
func (b *Buffer) Reset() { b.data, b.off, b.undo = b.data[:0], 0, 0 }

// Truncate drops all but the first n unread bytes. It panics if there are not
// as many.
func (b *Buffer) Truncate(n int) {
	if n == 0 {
		b.Reset()
		return
	}
	b.undo = 0
	if n < 0 || n > b.Len() {
		panic("bytes.Buffer: truncation out of range")
	}
	b.data = b.data[:b.off+n]
}

// room makes room for n more bytes, without changing the length.
func (b *Buffer) room(n int) {
	b.undo = 0
	if b.off == len(b.data) && b.off > 0 {
		b.Reset()
	}
	if n <= b.Available() {
		return
	}
	unread := b.Bytes()
	switch size := len(unread); {
	case b.data == nil && n <= 64:
		b.data = make([]byte, 0, 64)
	case n <= cap(b.data)/2-size:
		// Move down only if half of the memory is free then: it should not
		// happen too often.
		b.data = b.data[:copy(b.data, unread)]
	default:
		b.data = enlarge(unread, n, cap(b.data))
	}
	b.off = 0
}

// enlarge returns a copy of p with room for n more bytes and at least twice the
// memory of old bytes.
func enlarge(p []byte, n, old int) []byte {
	if n < 0 || old > int(^uint(0)>>1)-old-n {
		panic(ErrTooLarge)
	}
	defer func() {
		if recover() != nil {
			panic(ErrTooLarge)
		}
	}()
	size := max(len(p)+n, 2*old)
	larger := append([]byte(nil), make([]byte, size)...)
	return larger[:copy(larger, p)]
}

// Grow makes room for n more bytes. It panics if n is negative, and with
// ErrTooLarge if it cannot.
func (b *Buffer) Grow(n int) {
	if n < 0 {
		panic("bytes.Buffer.Grow: negative count")
	}
	b.room(n)
}

// extend makes the buffer n bytes longer and returns where they begin. Slicing
// what the buffer holds anyway, unlike append, keeps it to itself.
func (b *Buffer) extend(n int) int {
	b.room(n)
	end := len(b.data)
	b.data = b.data[:end+n]
	return end
}

// Write appends p. The error is always nil.
func (b *Buffer) Write(p []byte) (n int, err error) {
	end := b.extend(len(p))
	return copy(b.data[end:], p), nil
}

// WriteString appends s. The error is always nil.
func (b *Buffer) WriteString(s string) (n int, err error) {
	end := b.extend(len(s))
	return copy(b.data[end:], s), nil
}

// WriteByte appends c. The error is always nil.
func (b *Buffer) WriteByte(c byte) error {
	end := b.extend(1)
	b.data[end] = c
	return nil
}

// WriteRune appends the encoding of r and returns its length. The error is
// always nil.
func (b *Buffer) WriteRune(r rune) (n int, err error) {
	end := b.extend(utf8.UTFMax)
	n = utf8.EncodeRune(b.data[end:], r)
	b.data = b.data[:end+n]
	return n, nil
}

// ReadFrom appends everything r has.
func (b *Buffer) ReadFrom(r io.Reader) (n int64, err error) {
	for {
		b.room(MinRead)
		got, err := r.Read(b.data[len(b.data):cap(b.data)])
		if got < 0 {
			panic(errNegativeRead)
		}
		b.data = b.data[:len(b.data)+got]
		n += int64(got)
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// WriteTo writes everything to w.
func (b *Buffer) WriteTo(w io.Writer) (n int64, err error) {
	b.undo = 0
	if size := b.Len(); size > 0 {
		done, err := w.Write(b.Bytes())
		if done > size {
			panic("bytes.Buffer.WriteTo: invalid Write count")
		}
		b.off += done
		if err == nil && done < size {
			err = io.ErrShortWrite
		}
		if err != nil {
			return int64(done), err
		}
		n = int64(done)
	}
	b.Reset()
	return n, nil
}

// take returns the next n bytes; at most that are there.
func (b *Buffer) take(n int) []byte {
	part := b.Bytes()
	part = part[:min(n, len(part))]
	b.off += len(part)
	b.undo = 0
	if len(part) > 0 {
		b.undo = -1
	}
	return part
}

// Read reads what is there, at most len(p) bytes, and returns io.EOF if there
// is nothing, unless p is empty.
func (b *Buffer) Read(p []byte) (n int, err error) {
	if b.Len() == 0 {
		b.Reset()
		if len(p) > 0 {
			err = io.EOF
		}
		return 0, err
	}
	return copy(p, b.take(len(p))), nil
}

// Next returns the next n bytes, all if there are fewer; they are valid until
// the next read or write.
func (b *Buffer) Next(n int) []byte { return b.take(n) }

// Peek returns the next n bytes without taking them, and io.EOF if there are
// fewer; they are valid until the next read or write.
func (b *Buffer) Peek(n int) ([]byte, error) {
	if unread := b.Bytes(); len(unread) < n {
		return unread, io.EOF
	}
	return b.data[b.off : b.off+n], nil
}

// ReadByte returns the next byte, or io.EOF.
func (b *Buffer) ReadByte() (byte, error) {
	if b.Len() == 0 {
		b.Reset()
		return 0, io.EOF
	}
	return b.take(1)[0], nil
}

// ReadRune returns the next character and the length of its encoding, or
// io.EOF; U+FFFD and 1 for an invalid byte.
func (b *Buffer) ReadRune() (r rune, size int, err error) {
	if b.Len() == 0 {
		b.Reset()
		return 0, 0, io.EOF
	}
	r, size = utf8.DecodeRune(b.Bytes())
	b.off += size
	b.undo = size
	return r, size, nil
}

// UnreadRune gives the last character back, if the last operation was a
// successful ReadRune.
func (b *Buffer) UnreadRune() error {
	if b.undo <= 0 {
		return errUnreadRune
	}
	b.off -= b.undo
	b.undo = 0
	return nil
}

// UnreadByte gives the last byte back, if the last operation was a read that
// brought at least one.
func (b *Buffer) UnreadByte() error {
	if b.undo == 0 {
		return errUnreadByte
	}
	b.off--
	b.undo = 0
	return nil
}

// upTo takes everything up to and including delim; err is io.EOF if there is
// none.
func (b *Buffer) upTo(delim byte) (line []byte, err error) {
	n := IndexByte(b.Bytes(), delim) + 1
	if n == 0 {
		n, err = b.Len(), io.EOF
	}
	line = b.take(n)
	b.undo = -1
	return line, err
}

// ReadBytes returns everything up to and including delim, and io.EOF if that is
// missing.
func (b *Buffer) ReadBytes(delim byte) (line []byte, err error) {
	line, err = b.upTo(delim)
	return append([]byte(nil), line...), err
}

// ReadString returns everything up to and including delim, and io.EOF if that
// is missing.
func (b *Buffer) ReadString(delim byte) (line string, err error) {
	part, err := b.upTo(delim)
	return string(part), err
}
