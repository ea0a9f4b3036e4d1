// This file holds the interfaces.

package io

// What the offset of Seek counts from.
const (
	SeekStart   = 0 // the start of the file
	SeekCurrent = 1 // the current position
	SeekEnd     = 2 // the end
)

// Reader has Read, which reads at most len(p) bytes into p and returns how
// many, and an error. It may use all of p as scratch space. It may return the
// error that ends the data with the last data or with the call after; callers
// look at the data first. 0 and nil mean that nothing happened.
type Reader interface {
	Read(p []byte) (n int, err error)
}

// Writer has Write, which writes p and returns how many bytes of it were
// written, and why not all if so. It neither changes nor keeps p.
type Writer interface {
	Write(p []byte) (n int, err error)
}

// Closer has Close. What a second call does is up to the implementation.
type Closer interface {
	Close() error
}

// Seeker has Seek, which sets the position of the next Read or Write and
// returns it, counted from the start.
type Seeker interface {
	Seek(offset int64, whence int) (int64, error)
}

// ReadWriter is a Reader and Writer.
type ReadWriter interface {
	Reader
	Writer
}

// ReadCloser is a Reader and Closer.
type ReadCloser interface {
	Reader
	Closer
}

// WriteCloser is a Writer and Closer.
type WriteCloser interface {
	Writer
	Closer
}

// ReadWriteCloser is a Reader, Writer and Closer.
type ReadWriteCloser interface {
	Reader
	Writer
	Closer
}

// ReadSeeker is a Reader and Seeker.
type ReadSeeker interface {
	Reader
	Seeker
}

// ReadSeekCloser is a Reader, Seeker and Closer.
type ReadSeekCloser interface {
	Reader
	Seeker
	Closer
}

// WriteSeeker is a Writer and Seeker.
type WriteSeeker interface {
	Writer
	Seeker
}

// ReadWriteSeeker is a Reader, Writer and Seeker.
type ReadWriteSeeker interface {
	Reader
	Writer
	Seeker
}

// ReaderFrom has ReadFrom, which takes data from r until its end or an error;
// the end is no error. Copy uses it.
type ReaderFrom interface {
	ReadFrom(r Reader) (n int64, err error)
}

// WriterTo has WriteTo, which writes all its data to w. Copy uses it.
type WriterTo interface {
	WriteTo(w Writer) (n int64, err error)
}

// ReaderAt has ReadAt, which reads len(p) bytes from offset off on, or returns
// an error that says why it read fewer. It neither uses nor moves the position
// of Seek, and calls may run in parallel.
type ReaderAt interface {
	ReadAt(p []byte, off int64) (n int, err error)
}

// WriterAt has WriteAt, which writes p at offset off. Calls may run in parallel
// if they do not overlap.
type WriterAt interface {
	WriteAt(p []byte, off int64) (n int, err error)
}

// ByteReader has ReadByte, which returns the next byte.
type ByteReader interface {
	ReadByte() (byte, error)
}

// ByteScanner adds UnreadByte, which makes the next ReadByte return the last
// byte read again.
type ByteScanner interface {
	ByteReader
	UnreadByte() error
}

// ByteWriter has WriteByte.
type ByteWriter interface {
	WriteByte(c byte) error
}

// RuneReader has ReadRune, which returns the next UTF-8 encoded character and
// its length.
type RuneReader interface {
	ReadRune() (r rune, size int, err error)
}

// RuneScanner adds UnreadRune, which makes the next ReadRune return the last
// rune read again.
type RuneScanner interface {
	RuneReader
	UnreadRune() error
}

// StringWriter has WriteString.
type StringWriter interface {
	WriteString(s string) (n int, err error)
}
