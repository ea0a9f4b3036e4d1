// This file joins several readers or writers into one.

package io

type multiReader struct {
	rest []Reader
}

// MultiReader returns a reader of all readers, one after the other.
func MultiReader(readers ...Reader) Reader {
	return &multiReader{rest: append([]Reader(nil), readers...)}
}

func (m *multiReader) Read(p []byte) (n int, err error) {
	for len(m.rest) > 0 {
		// A chain of nested readers would cost a call for each of them.
		if inner, ok := m.rest[0].(*multiReader); ok && len(m.rest) == 1 {
			m.rest = inner.rest
			continue
		}
		n, err = m.rest[0].Read(p)
		if err == EOF {
			m.rest[0] = finished{} // for those who share the slice
			m.rest = m.rest[1:]
			err = nil
			if n == 0 {
				continue
			}
			if len(m.rest) == 0 {
				err = EOF
			}
		}
		return n, err
	}
	return 0, EOF
}

// WriteTo copies what is left of each reader.
func (m *multiReader) WriteTo(w Writer) (n int64, err error) {
	return m.writeTo(w, make([]byte, copySize))
}

func (m *multiReader) writeTo(w Writer, buf []byte) (n int64, err error) {
	for len(m.rest) > 0 {
		var part int64
		if inner, ok := m.rest[0].(*multiReader); ok {
			part, err = inner.writeTo(w, buf)
		} else {
			part, err = transfer(w, m.rest[0], buf)
		}
		n += part
		if err != nil {
			return n, err
		}
		m.rest[0] = nil // free it early
		m.rest = m.rest[1:]
	}
	m.rest = nil
	return n, nil
}

// finished is a reader at its end.
type finished struct{}

func (finished) Read([]byte) (int, error) { return 0, EOF }

type multiWriter struct {
	writers []Writer
}

// MultiWriter returns a writer that writes to all writers, in turn, and stops
// at the first error.
func MultiWriter(writers ...Writer) Writer {
	var all []Writer
	for _, w := range writers {
		if inner, ok := w.(*multiWriter); ok {
			all = append(all, inner.writers...)
		} else {
			all = append(all, w)
		}
	}
	return &multiWriter{writers: all}
}

func (m *multiWriter) Write(p []byte) (n int, err error) {
	for _, w := range m.writers {
		n, err = w.Write(p)
		if err == nil && n != len(p) {
			err = ErrShortWrite
		}
		if err != nil {
			return n, err
		}
	}
	return len(p), nil
}

func (m *multiWriter) WriteString(s string) (n int, err error) {
	var p []byte // s, for those who need it so
	for _, w := range m.writers {
		own, ok := w.(StringWriter)
		switch {
		case ok:
			n, err = own.WriteString(s)
		case p == nil:
			p = []byte(s)
			fallthrough
		default:
			n, err = w.Write(p)
		}
		if err == nil && n != len(s) {
			err = ErrShortWrite
		}
		if err != nil {
			return n, err
		}
	}
	return len(s), nil
}
