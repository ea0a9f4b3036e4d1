// This file holds the iterators over parts of a string.

package strings

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Lines returns an iterator over the lines of s, each with its newline; the
// last one may lack it.
func Lines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		rest := s
		for rest != "" {
			end := IndexByte(rest, '\n') + 1
			if end == 0 {
				end = len(rest)
			}
			line := rest[:end]
			rest = rest[end:]
			if !yield(line) {
				return
			}
		}
	}
}

// SplitSeq returns an iterator over what Split returns.
func SplitSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, false) }

// SplitAfterSeq returns an iterator over what SplitAfter returns.
func SplitAfterSeq(s, sep string) iter.Seq[string] { return splitSeq(s, sep, true) }

func splitSeq(s, sep string, keep bool) iter.Seq[string] {
	if sep == "" {
		return eachRune(s)
	}
	return func(yield func(string) bool) {
		rest := s
		for {
			i := Index(rest, sep)
			if i < 0 {
				yield(rest)
				return
			}
			end := i
			if keep {
				end += len(sep)
			}
			if !yield(rest[:end]) {
				return
			}
			rest = rest[i+len(sep):]
		}
	}
}

// eachRune returns an iterator over the runes of s, as strings.
func eachRune(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest := s; rest != ""; {
			_, size := utf8.DecodeRuneInString(rest)
			if !yield(rest[:size]) {
				return
			}
			rest = rest[size:]
		}
	}
}

// FieldsFuncSeq returns an iterator over what FieldsFunc returns.
func FieldsFuncSeq(s string, f func(rune) bool) iter.Seq[string] {
	return func(yield func(string) bool) {
		start := -1
		for i, r := range s {
			if !f(r) {
				if start < 0 {
					start = i
				}
			} else if start >= 0 {
				if !yield(s[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

// FieldsSeq returns an iterator over what Fields returns.
func FieldsSeq(s string) iter.Seq[string] { return FieldsFuncSeq(s, unicode.IsSpace) }
