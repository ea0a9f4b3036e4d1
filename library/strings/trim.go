// This file holds trimming.

package strings

import (
	"unicode"
	"unicode/utf8"
)

// TrimPrefix returns s without prefix, if it begins with that.
func TrimPrefix(s, prefix string) string {
	s, _ = CutPrefix(s, prefix)
	return s
}

// TrimSuffix returns s without suffix, if it ends with that.
func TrimSuffix(s, suffix string) string {
	s, _ = CutSuffix(s, suffix)
	return s
}

// TrimFunc returns s without the code points at both ends that satisfy f.
func TrimFunc(s string, f func(rune) bool) string {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

// TrimLeftFunc returns s without the code points at its start that satisfy f.
func TrimLeftFunc(s string, f func(rune) bool) string {
	for i, r := range s {
		if !f(r) {
			return s[i:]
		}
	}
	return ""
}

// TrimRightFunc returns s without the code points at its end that satisfy f.
func TrimRightFunc(s string, f func(rune) bool) string {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// Trim returns s without the code points of cutset at both ends.
func Trim(s, cutset string) string {
	set := newCharSet(cutset)
	return set.trimRight(set.trimLeft(s))
}

// TrimLeft returns s without the code points of cutset at its start.
func TrimLeft(s, cutset string) string {
	set := newCharSet(cutset)
	return set.trimLeft(s)
}

// TrimRight returns s without the code points of cutset at its end.
func TrimRight(s, cutset string) string {
	set := newCharSet(cutset)
	return set.trimRight(s)
}

func (set *charSet) trimLeft(s string) string {
	for i, r := range s {
		if !set.has(r) {
			return s[i:]
		}
	}
	return ""
}

func (set *charSet) trimRight(s string) string {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		if !set.has(r) {
			break
		}
		s = s[:len(s)-size]
	}
	return s
}

// TrimSpace returns s without white space at both ends.
func TrimSpace(s string) string {
	start, end := 0, len(s)
	for start < end && asciiSpace(s[start]) {
		start++
	}
	for start < end && asciiSpace(s[end-1]) {
		end--
	}
	s = s[start:end]
	if s != "" && (s[0] >= utf8.RuneSelf || s[len(s)-1] >= utf8.RuneSelf) {
		return TrimFunc(s, unicode.IsSpace)
	}
	return s
}

// asciiSpace reports whether c is white space of ASCII.
func asciiSpace(c byte) bool {
	return c == ' ' || c-'\t' <= '\r'-'\t'
}
