// Package bytealg declares the byte scanning primitives that the runtime
// provides. None of these functions has a Go body: the runtime supplies them
// with the calling convention of ordinary Go functions.
package bytealg

// IndexByte returns the position of the first c in b, or -1.
func IndexByte(b []byte, c byte) int

// IndexByteString returns the position of the first c in s, or -1.
func IndexByteString(s string, c byte) int

// Count returns how many bytes of b equal c.
func Count(b []byte, c byte) int

// CountString returns how many bytes of s equal c.
func CountString(s string, c byte) int

// Equal reports whether a and b have the same length and the same bytes.
func Equal(a, b []byte) bool

// Compare orders a and b lexicographically: -1, 0 or +1.
func Compare(a, b []byte) int
