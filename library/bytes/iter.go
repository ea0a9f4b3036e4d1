// This file holds the iterators over parts of a slice. The parts have no
// capacity beyond their length.

package bytes

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// SplitSeq returns an iterator over what Split returns.
func SplitSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, 0) }

// Lines returns an iterator over the lines of s, each with its newline; the
// last one may lack it.
func Lines(s []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		rest := s
		for len(rest) > 0 {
			end := IndexByte(rest, '\n') + 1
			if end == 0 {
				end = len(rest)
			}
			line := rest[:end:end]
			rest = rest[end:]
			if !yield(line) {
				return
			}
		}
	}
}

// SplitAfterSeq returns an iterator over what SplitAfter returns.
func SplitAfterSeq(s, sep []byte) iter.Seq[[]byte] { return splitSeq(s, sep, len(sep)) }

func splitSeq(s, sep []byte, keep int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		rest := s
		if len(sep) == 0 {
			for len(rest) > 0 {
				_, size := utf8.DecodeRune(rest)
				if !yield(rest[:size:size]) {
					return
				}
				rest = rest[size:]
			}
			return
		}
		for at := Index(rest, sep); at >= 0; at = Index(rest, sep) {
			end := at + keep
			if !yield(rest[:end:end]) {
				return
			}
			rest = rest[at+len(sep):]
		}
		yield(rest[:len(rest):len(rest)])
	}
}

// FieldsFuncSeq returns an iterator over what FieldsFunc returns.
func FieldsFuncSeq(s []byte, f func(rune) bool) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		start := -1
		for i, r := range view(s) {
			if !f(r) {
				if start < 0 {
					start = i
				}
			} else if start >= 0 {
				if !yield(s[start:i:i]) {
					return
				}
				start = -1
			}
		}
		if n := len(s); start >= 0 {
			yield(s[start:n:n])
		}
	}
}

// FieldsSeq returns an iterator over what Fields returns.
func FieldsSeq(s []byte) iter.Seq[[]byte] { return FieldsFuncSeq(s, unicode.IsSpace) }
