// This file holds splitting and joining. The parts have no capacity beyond
// their length, so that appending to one does not overwrite the next.

package bytes

import (
	"unicode"
	"unicode/utf8"
)

// Split returns the parts of s between the separators sep. An empty sep
// separates the code points.
func Split(s, sep []byte) [][]byte { return split(s, sep, 0, -1) }

// SplitAfter is Split, but leaves at the end of each part the separator after
// it.
func SplitAfter(s, sep []byte) [][]byte { return split(s, sep, len(sep), -1) }

// SplitN is Split, but returns at most n parts, the last of which is the rest
// of s. It returns nil for n == 0 and all parts for n < 0.
func SplitN(s, sep []byte, n int) [][]byte { return split(s, sep, 0, n) }

// SplitAfterN is SplitN, but leaves at the end of each part the separator after
// it.
func SplitAfterN(s, sep []byte, n int) [][]byte { return split(s, sep, len(sep), n) }

// split returns at most n parts of s, all if n < 0, with the first keep bytes
// of the separators.
func split(s, sep []byte, keep, n int) [][]byte {
	if n == 0 {
		return nil
	}
	if len(sep) == 0 {
		return explode(s, n)
	}
	if most := Count(s, sep) + 1; n < 0 || n > most {
		n = most
	}
	parts := make([][]byte, n)
	for i := range n - 1 {
		at := Index(s, sep)
		end := at + keep
		parts[i], s = s[:end:end], s[at+len(sep):]
	}
	parts[n-1] = s
	return parts
}

// explode returns the code points of s, at most n parts, all if n < 0.
func explode(s []byte, n int) [][]byte {
	if count := utf8.RuneCount(s); n < 0 || n > count {
		n = count
	}
	parts := make([][]byte, 0, n)
	for len(parts) < n-1 {
		_, size := utf8.DecodeRune(s)
		parts = append(parts, s[:size:size])
		s = s[size:]
	}
	if n > 0 {
		parts = append(parts, s)
	}
	return parts
}

// Fields returns the parts of s between runs of white space, none of them
// empty.
func Fields(s []byte) [][]byte { return FieldsFunc(s, unicode.IsSpace) }

// FieldsFunc returns the parts of s between runs of code points that satisfy f,
// none of them empty.
func FieldsFunc(s []byte, f func(rune) bool) [][]byte {
	parts := [][]byte{}
	start := -1 // of the part at hand; negative between parts
	for i, r := range view(s) {
		if !f(r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			parts = append(parts, s[start:i:i])
			start = -1
		}
	}
	if n := len(s); start >= 0 {
		parts = append(parts, s[start:n:n])
	}
	return parts
}

// Join puts the elements of s together, with sep between them, in new memory.
func Join(s [][]byte, sep []byte) []byte {
	if len(s) == 0 {
		return []byte{}
	}
	size, most := 0, int(^uint(0)>>1)
	if gaps := len(s) - 1; len(sep) > 0 && gaps > 0 {
		if gaps > most/len(sep) {
			panic("bytes: Join output length overflow")
		}
		size = gaps * len(sep)
	}
	for _, part := range s {
		if len(part) > most-size {
			panic("bytes: Join output length overflow")
		}
		size += len(part)
	}
	if len(s) == 1 {
		return append([]byte(nil), s[0]...)
	}
	all := append(make([]byte, 0, size), s[0]...)
	for _, part := range s[1:] {
		all = append(all, sep...)
		all = append(all, part...)
	}
	return all
}
