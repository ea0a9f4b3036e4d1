// Package encoding defines the interfaces of values that can turn themselves
// into bytes or text and back, whatever format they are part of.
package encoding

// A BinaryMarshaler returns itself in binary form.
type BinaryMarshaler interface {
	MarshalBinary() (data []byte, err error)
}

// A BinaryUnmarshaler takes over what the binary form says, of which it must
// not keep the memory.
type BinaryUnmarshaler interface {
	UnmarshalBinary(data []byte) error
}

// A BinaryAppender appends its binary form to b, of which it must neither keep
// the memory nor change the contents.
type BinaryAppender interface {
	AppendBinary(b []byte) ([]byte, error)
}

// A TextMarshaler returns itself as text in UTF-8.
type TextMarshaler interface {
	MarshalText() (text []byte, err error)
}

// A TextUnmarshaler takes over what the text says, of which it must not keep
// the memory.
type TextUnmarshaler interface {
	UnmarshalText(text []byte) error
}

// A TextAppender appends its text to b, of which it must neither keep the
// memory nor change the contents.
type TextAppender interface {
	AppendText(b []byte) ([]byte, error)
}
