// This file holds the functions that make new slices of old ones.

package bytes

import (
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// Clone returns a copy of b; nil for nil.
func Clone(b []byte) []byte {
	if b == nil {
		return nil
	}
	return append([]byte{}, b...)
}

// fresh returns the bytes of s, which is either new or a view of old: then it
// copies them.
func fresh(s string, old []byte) []byte {
	if data := unsafe.StringData(s); len(s) > 0 && data != unsafe.SliceData(old) {
		return unsafe.Slice(data, len(s))
	}
	return append([]byte{}, s...)
}

// Repeat returns count copies of b. It panics if count is negative or the
// result too long.
func Repeat(b []byte, count int) []byte {
	if count < 0 {
		panic("bytes: negative Repeat count")
	}
	if most := int(^uint(0) >> 1); len(b) > 0 && count > most/len(b) {
		panic("bytes: Repeat output length overflow")
	}
	return fresh(strings.Repeat(view(b), count), b)
}

// Replace returns a copy of s with the first n instances of old, all if n < 0,
// replaced by new. An empty old matches before each code point and at the end.
func Replace(s, old, new []byte, n int) []byte {
	count := 0
	if n != 0 {
		count = Count(s, old)
		if n > 0 {
			count = min(count, n)
		}
	}
	if count == 0 {
		return append([]byte(nil), s...)
	}
	out := make([]byte, 0, len(s)+count*(len(new)-len(old)))
	for i := range count {
		at := 0
		if len(old) > 0 {
			at = Index(s, old)
		} else if i > 0 {
			_, at = utf8.DecodeRune(s)
		}
		out = append(out, s[:at]...)
		out = append(out, new...)
		s = s[at+len(old):]
	}
	return append(out, s...)
}

// ReplaceAll returns a copy of s with all instances of old replaced by new.
func ReplaceAll(s, old, new []byte) []byte { return Replace(s, old, new, -1) }

// Map returns a copy of s with each code point replaced by what mapping returns
// for it; nothing if that is negative.
func Map(mapping func(r rune) rune, s []byte) []byte {
	out := make([]byte, 0, len(s))
	for _, r := range view(s) {
		if r = mapping(r); r >= 0 {
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

// ToUpper returns a copy of s in upper case.
func ToUpper(s []byte) []byte { return fresh(strings.ToUpper(view(s)), s) }

// ToLower returns a copy of s in lower case.
func ToLower(s []byte) []byte { return fresh(strings.ToLower(view(s)), s) }

// ToTitle returns a copy of s with all letters in title case.
func ToTitle(s []byte) []byte { return Map(unicode.ToTitle, s) }

// ToTitleSpecial returns a copy of s in title case by the rules of c.
func ToTitleSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToTitle, s) }

// ToUpperSpecial returns a copy of s in upper case by the rules of c.
func ToUpperSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToUpper, s) }

// ToLowerSpecial returns a copy of s in lower case by the rules of c.
func ToLowerSpecial(c unicode.SpecialCase, s []byte) []byte { return Map(c.ToLower, s) }

// Title returns a copy of s with the letters that begin words in title case.
//
// Deprecated: it takes punctuation for a part of words.
func Title(s []byte) []byte { return fresh(strings.Title(view(s)), s) }

// ToValidUTF8 returns a copy of s with each run of invalid bytes replaced by
// replacement.
func ToValidUTF8(s, replacement []byte) []byte {
	return fresh(strings.ToValidUTF8(view(s), view(replacement)), s)
}
