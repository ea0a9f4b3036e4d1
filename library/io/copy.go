// This file holds the functions that move data between streams.

package io

// ReadAtLeast reads until buf has at least min bytes. If the data ends before,
// the error is EOF for no data and ErrUnexpectedEOF for some; it is
// ErrShortBuffer if buf cannot hold min bytes.
func ReadAtLeast(r Reader, buf []byte, min int) (n int, err error) {
	if min > len(buf) {
		return 0, ErrShortBuffer
	}
	for err == nil && n < min {
		var got int
		got, err = r.Read(buf[n:])
		n += got
	}
	switch {
	case n >= min:
		return n, nil
	case n > 0 && err == EOF:
		return n, ErrUnexpectedEOF
	}
	return n, err
}

// ReadFull fills buf, as ReadAtLeast does.
func ReadFull(r Reader, buf []byte) (n int, err error) {
	return ReadAtLeast(r, buf, len(buf))
}

// ReadAll returns all data of r. Its end is no error.
func ReadAll(r Reader) ([]byte, error) {
	data := make([]byte, 0, 512)
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == EOF {
			return data, nil
		}
		if err != nil {
			return data, err
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

// CopyN copies n bytes; the error is nil if and only if it could.
func CopyN(dst Writer, src Reader, n int64) (written int64, err error) {
	written, err = Copy(dst, LimitReader(src, n))
	if err == nil && written < n {
		err = EOF
	}
	if written == n {
		err = nil
	}
	return written, err
}

// copySize is the size of the buffer that copying uses.
const copySize = 32 << 10

// CopyBuffer is Copy with a buffer to use, if one is needed. It panics if buf
// is empty and not nil.
func CopyBuffer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if buf != nil && len(buf) == 0 {
		panic("empty buffer in CopyBuffer")
	}
	return transfer(dst, src, buf)
}

// Copy copies from src to dst until the end of src or an error. It returns how
// many bytes were copied. It uses src's WriteTo or else dst's ReadFrom if there
// is one.
func Copy(dst Writer, src Reader) (written int64, err error) {
	return transfer(dst, src, nil)
}

func transfer(dst Writer, src Reader, buf []byte) (written int64, err error) {
	if from, ok := src.(WriterTo); ok {
		return from.WriteTo(dst)
	}
	if to, ok := dst.(ReaderFrom); ok {
		return to.ReadFrom(src)
	}
	if buf == nil {
		size := int64(copySize)
		if l, ok := src.(*LimitedReader); ok && l.N < size {
			size = max(l.N, 1)
		}
		buf = make([]byte, size)
	}
	for {
		n, readErr := src.Read(buf)
		if n > 0 {
			done, err := dst.Write(buf[:n])
			if done < 0 || done > n {
				done = 0
				if err == nil {
					err = errInvalidWrite
				}
			}
			written += int64(done)
			if err != nil {
				return written, err
			}
			if done < n {
				return written, ErrShortWrite
			}
		}
		if readErr == EOF {
			return written, nil
		}
		if readErr != nil {
			return written, readErr
		}
	}
}

// WriteString writes s to w, by w's own WriteString if it has one.
func WriteString(w Writer, s string) (n int, err error) {
	if own, ok := w.(StringWriter); ok {
		return own.WriteString(s)
	}
	return w.Write([]byte(s))
}

// discard is the type of Discard.
type discard struct{}

// Discard takes all writes and forgets them.
var Discard Writer = discard{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func (discard) WriteString(s string) (int, error) { return len(s), nil }

// ReadFrom reads r to its end.
func (discard) ReadFrom(r Reader) (n int64, err error) {
	buf := make([]byte, 8<<10)
	for err == nil {
		var got int
		got, err = r.Read(buf)
		n += int64(got)
	}
	if err == EOF {
		err = nil
	}
	return n, err
}
