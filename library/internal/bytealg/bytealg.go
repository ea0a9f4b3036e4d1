// Package bytealg holds the byte scanning primitives. The functions of this
// file have no Go body: the runtime supplies them with the calling convention
// of ordinary Go functions.
package bytealg

// IndexByte returns the position of the first c in b, or -1.
//
//go:noescape
func IndexByte(b []byte, c byte) int

// IndexByteString returns the position of the first c in s, or -1.
//
//go:noescape
func IndexByteString(s string, c byte) int

// Count returns how many bytes of b equal c.
//
//go:noescape
func Count(b []byte, c byte) int

// CountString returns how many bytes of s equal c.
//
//go:noescape
func CountString(s string, c byte) int

// Equal reports whether a and b have the same length and the same bytes.
//
//go:noescape
func Equal(a, b []byte) bool

// Compare orders a and b lexicographically: -1, 0 or +1.
//
//go:noescape
func Compare(a, b []byte) int
