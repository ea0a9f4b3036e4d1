// This file holds Builder.

package strings

import (
	"unicode/utf8"
	"unsafe"
)

// A Builder puts a string together from pieces. The zero value is an empty
// one; one that is in use must not be copied.
type Builder struct {
	self int // its own address, which tells a copy from the original
	buf  []byte
}

// check panics if b is a copy. The address is kept as an integer so that it
// does not move b to the heap; nothing else moves variables.
func (b *Builder) check() {
	address := int(uintptr(unsafe.Pointer(b)))
	if b.self == address {
		return
	}
	if b.self != 0 {
		panic("strings: illegal use of non-zero Builder copied by value")
	}
	b.self = address
}

// Cap returns the size of the memory at hand, that in use included.
func (b *Builder) Cap() int { return cap(b.buf) }

// Len returns the number of bytes written so far.
func (b *Builder) Len() int { return len(b.buf) }

// Reset makes b empty.
func (b *Builder) Reset() { *b = Builder{} }

// String returns what was written so far.
func (b *Builder) String() string {
	return unsafe.String(unsafe.SliceData(b.buf), len(b.buf))
}

// Grow makes room for n more bytes.
func (b *Builder) Grow(n int) {
	b.check()
	if n < 0 {
		panic("strings.Builder.Grow: negative count")
	}
	if cap(b.buf)-len(b.buf) < n {
		// With what the size class has beyond that.
		larger := append([]byte(nil), make([]byte, 2*cap(b.buf)+n)...)
		b.buf = larger[:copy(larger, b.buf)]
	}
}

// Write appends p. The error is always nil.
func (b *Builder) Write(p []byte) (int, error) {
	b.check()
	b.buf = append(b.buf, p...)
	return len(p), nil
}

// WriteByte appends c. The error is always nil.
func (b *Builder) WriteByte(c byte) error {
	b.check()
	b.buf = append(b.buf, c)
	return nil
}

// WriteString appends s. The error is always nil.
func (b *Builder) WriteString(s string) (int, error) {
	b.check()
	b.buf = append(b.buf, s...)
	return len(s), nil
}

// WriteRune appends the encoding of r and returns its length. The error is
// always nil.
func (b *Builder) WriteRune(r rune) (int, error) {
	b.check()
	before := len(b.buf)
	b.buf = utf8.AppendRune(b.buf, r)
	return len(b.buf) - before, nil
}
