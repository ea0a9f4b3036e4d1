// This file holds Writer and ReadWriter.

package bufio

import (
	"io"
	"unicode/utf8"
)

// Writer writes to an io.Writer through a buffer; Flush at the end writes what
// is left in it. After an error all further writes return that.
type Writer struct {
	dst io.Writer
	buf []byte
	n   int // buf[:n] is not yet written
	err error
}

// NewWriterSize returns a Writer to w with a buffer of at least size bytes; w
// itself, if it is one.
func NewWriterSize(w io.Writer, size int) *Writer {
	if b, ok := w.(*Writer); ok && len(b.buf) >= size {
		return b
	}
	if size <= 0 {
		size = defaultSize
	}
	return &Writer{dst: w, buf: make([]byte, size)}
}

// NewWriter returns a Writer to w with a buffer of the default size.
func NewWriter(w io.Writer) *Writer { return NewWriterSize(w, defaultSize) }

// Buffered returns how many bytes are in the buffer.
func (b *Writer) Buffered() int { return b.n }

// Available returns how many bytes fit into the buffer still.
func (b *Writer) Available() int { return len(b.buf) - b.n }

// Size returns the size of the buffer.
func (b *Writer) Size() int { return len(b.buf) }

// AvailableBuffer returns the free part of the buffer, empty, to append to and
// to pass to the next Write.
func (b *Writer) AvailableBuffer() []byte { return b.buf[b.n:][:0] }

// Reset forgets everything, and writes to w from now on. b.Reset(b) does
// nothing.
func (b *Writer) Reset(w io.Writer) {
	if w == io.Writer(b) {
		return
	}
	if b.buf == nil {
		b.buf = make([]byte, defaultSize)
	}
	*b = Writer{dst: w, buf: b.buf}
}

// Flush writes what is in the buffer.
func (b *Writer) Flush() error {
	if b.err != nil || b.n == 0 {
		return b.err
	}
	done, err := b.dst.Write(b.buf[:b.n])
	if err == nil && done < b.n {
		err = io.ErrShortWrite
	}
	if err != nil && 0 < done && done < b.n {
		copy(b.buf, b.buf[done:b.n])
	}
	if err != nil {
		b.n -= done
	} else {
		b.n = 0
	}
	b.err = err
	return err
}

// Write writes p. An error says why not all of it was written.
func (b *Writer) Write(p []byte) (nn int, err error) {
	for b.err == nil {
		rest := p[nn:]
		if b.n == 0 && len(rest) > len(b.buf) {
			// Without a detour over the buffer.
			var n int
			n, b.err = b.dst.Write(rest)
			nn += n
			continue
		}
		n := copy(b.buf[b.n:], rest)
		b.n += n
		if nn += n; nn == len(p) {
			return nn, nil
		}
		b.Flush()
	}
	return nn, b.err
}

// WriteString writes s. An error says why not all of it was written.
func (b *Writer) WriteString(s string) (int, error) {
	nn := 0
	for b.err == nil {
		rest := s[nn:]
		if b.n == 0 && len(rest) > len(b.buf) {
			if direct, ok := b.dst.(io.StringWriter); ok {
				var n int
				n, b.err = direct.WriteString(rest)
				nn += n
				continue
			}
		}
		n := copy(b.buf[b.n:], rest)
		b.n += n
		if nn += n; nn == len(s) {
			return nn, nil
		}
		b.Flush()
	}
	return nn, b.err
}

// room flushes unless n bytes fit into the buffer, and returns the error.
func (b *Writer) room(n int) error {
	if b.err == nil && b.Available() < n {
		return b.Flush()
	}
	return b.err
}

// WriteByte writes one byte.
func (b *Writer) WriteByte(c byte) error {
	err := b.room(1)
	if err == nil {
		b.buf[b.n] = c
		b.n++
	}
	return err
}

// WriteRune writes the encoding of r and returns its length.
func (b *Writer) WriteRune(r rune) (size int, err error) {
	if uint32(r) < utf8.RuneSelf {
		if err = b.WriteByte(byte(r)); err == nil {
			size = 1
		}
		return size, err
	}
	if err = b.room(utf8.UTFMax); err != nil {
		return 0, err
	}
	if b.Available() < utf8.UTFMax {
		return b.WriteString(string(r)) // a tiny buffer
	}
	size = utf8.EncodeRune(b.buf[b.n:], r)
	b.n += size
	return size, nil
}

// ReadFrom writes everything r has, by the destination's own ReadFrom if there
// is one and the buffer is empty.
func (b *Writer) ReadFrom(r io.Reader) (n int64, err error) {
	if b.err != nil {
		return 0, b.err
	}
	own, hasOwn := b.dst.(io.ReaderFrom)
	for empty := 0; ; {
		if b.Available() == 0 {
			if err := b.Flush(); err != nil {
				return n, err
			}
		}
		if hasOwn && b.n == 0 {
			part, err := own.ReadFrom(r)
			b.err = err
			return n + part, err
		}
		got, err := r.Read(b.buf[b.n:])
		b.n += got
		n += int64(got)
		switch {
		case err == io.EOF:
			// A full buffer is flushed at once.
			if b.Available() == 0 {
				return n, b.Flush()
			}
			return n, nil
		case err != nil:
			return n, err
		case got > 0:
			empty = 0
		default:
			if empty++; empty == maxEmpty {
				return n, io.ErrNoProgress
			}
		}
	}
}

// ReadWriter is a Reader and a Writer in one.
type ReadWriter struct {
	*Reader
	*Writer
}

// NewReadWriter returns a ReadWriter of r and w.
func NewReadWriter(r *Reader, w *Writer) *ReadWriter { return &ReadWriter{Reader: r, Writer: w} }
