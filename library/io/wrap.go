// This file holds the readers and writers made of others.

package io

// A LimitedReader reads from R, but no more than N bytes; N goes down with
// each read.
type LimitedReader struct {
	R Reader // where the data comes from
	N int64  // how many bytes are left
}

// LimitReader returns a *LimitedReader that ends after n bytes of r.
func LimitReader(r Reader, n int64) Reader { return &LimitedReader{R: r, N: n} }

func (l *LimitedReader) Read(p []byte) (n int, err error) {
	if l.N <= 0 {
		return 0, EOF
	}
	if l.N < int64(len(p)) {
		p = p[:l.N]
	}
	n, err = l.R.Read(p)
	l.N -= int64(n)
	return n, err
}

// maxOffset is the largest offset there is.
const maxOffset = 1<<63 - 1

// A SectionReader reads a section of a ReaderAt, with a position of its own.
type SectionReader struct {
	r     ReaderAt
	start int64
	pos   int64 // as r counts
	end   int64
	n     int64 // as given
}

// NewSectionReader returns a reader of the n bytes of r from offset off on.
func NewSectionReader(r ReaderAt, off int64, n int64) *SectionReader {
	end := int64(maxOffset)
	if off <= end-n {
		end = off + n
	}
	return &SectionReader{r: r, start: off, pos: off, end: end, n: n}
}

func (s *SectionReader) Read(p []byte) (n int, err error) {
	left := s.end - s.pos
	if left <= 0 {
		return 0, EOF
	}
	if left < int64(len(p)) {
		p = p[:left]
	}
	n, err = s.r.ReadAt(p, s.pos)
	s.pos += int64(n)
	return n, err
}

// Seek sets the position within the section.
func (s *SectionReader) Seek(offset int64, whence int) (int64, error) {
	base := s.start
	switch whence {
	case SeekStart:
	case SeekCurrent:
		base = s.pos
	case SeekEnd:
		base = s.end
	default:
		return 0, errWhence
	}
	if base+offset < s.start {
		return 0, errOffset
	}
	s.pos = base + offset
	return s.pos - s.start, nil
}

// Size returns the length of the section.
func (s *SectionReader) Size() int64 { return s.end - s.start }

// ReadAt reads at an offset counted from the start of the section.
func (s *SectionReader) ReadAt(p []byte, off int64) (n int, err error) {
	left := s.Size() - off
	if off < 0 || left <= 0 {
		return 0, EOF
	}
	off += s.start
	if left >= int64(len(p)) {
		return s.r.ReadAt(p, off)
	}
	n, err = s.r.ReadAt(p[:left], off)
	if err == nil {
		err = EOF
	}
	return n, err
}

// Outer returns what the section was made from.
func (s *SectionReader) Outer() (r ReaderAt, off int64, n int64) {
	return s.r, s.start, s.n
}

// An OffsetWriter writes to a WriterAt, counting offsets from a base.
type OffsetWriter struct {
	w    WriterAt
	base int64
	pos  int64 // as w counts
}

// NewOffsetWriter returns an OffsetWriter for w with the base off.
func NewOffsetWriter(w WriterAt, off int64) *OffsetWriter {
	return &OffsetWriter{w: w, base: off, pos: off}
}

func (o *OffsetWriter) Write(p []byte) (n int, err error) {
	done, err := o.w.WriteAt(p, o.pos)
	o.pos += int64(done)
	return done, err
}

// WriteAt writes at an offset counted from the base.
func (o *OffsetWriter) WriteAt(p []byte, off int64) (n int, err error) {
	if off < 0 {
		return 0, errOffset
	}
	return o.w.WriteAt(p, o.base+off)
}

// Seek sets the position; there is no end to seek from.
func (o *OffsetWriter) Seek(offset int64, whence int) (int64, error) {
	base := o.base
	switch whence {
	case SeekStart:
	case SeekCurrent:
		base = o.pos
	default:
		return 0, errWhence
	}
	if base+offset < o.base {
		return 0, errOffset
	}
	o.pos = base + offset
	return o.pos - o.base, nil
}

type teeReader struct {
	r Reader
	w Writer
}

// TeeReader returns a reader of r that writes to w whatever it reads, before
// the read returns. An error in writing is an error of the read.
func TeeReader(r Reader, w Writer) Reader { return &teeReader{r: r, w: w} }

func (t *teeReader) Read(p []byte) (n int, err error) {
	n, err = t.r.Read(p)
	if n <= 0 {
		return n, err
	}
	if done, writeErr := t.w.Write(p[:n]); writeErr != nil {
		return done, writeErr
	}
	return n, err
}

// noClose gives a Reader a Close that does nothing.
type noClose struct {
	Reader
}

func (noClose) Close() error { return nil }

// noCloseWriterTo is noClose for a Reader with a WriteTo. Package net/http
// expects the Reader as the first field of both.
type noCloseWriterTo struct {
	Reader
}

func (noCloseWriterTo) Close() error { return nil }

func (c noCloseWriterTo) WriteTo(w Writer) (n int64, err error) {
	return c.Reader.(WriterTo).WriteTo(w)
}

// NopCloser adds to r a Close that does nothing, and keeps r's WriteTo if it
// has one.
func NopCloser(r Reader) ReadCloser {
	if _, ok := r.(WriterTo); ok {
		return noCloseWriterTo{r}
	}
	return noClose{r}
}
