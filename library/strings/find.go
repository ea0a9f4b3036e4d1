// Package strings searches, splits and changes UTF-8 encoded strings.
//
// This file holds searching.
package strings

import (
	"internal/bytealg"
	"unicode/utf8"
)

// Contains reports whether substr is within s.
func Contains(s, substr string) bool { return Index(s, substr) >= 0 }

// ContainsAny reports whether any code point of chars is within s.
func ContainsAny(s, chars string) bool { return IndexAny(s, chars) >= 0 }

// ContainsRune reports whether r is within s.
func ContainsRune(s string, r rune) bool { return IndexRune(s, r) >= 0 }

// ContainsFunc reports whether any code point of s satisfies f.
func ContainsFunc(s string, f func(rune) bool) bool { return IndexFunc(s, f) >= 0 }

// IndexByte returns the position of the first c in s, or -1.
func IndexByte(s string, c byte) int { return bytealg.IndexByteString(s, c) }

// LastIndexByte returns the position of the last c in s, or -1.
func LastIndexByte(s string, c byte) int {
	i := len(s)
	for i > 0 {
		if i--; s[i] == c {
			return i
		}
	}
	return -1
}

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix string) bool {
	return len(s) >= len(prefix) && s[:len(prefix)] == prefix
}

// Index returns the position of the first substr in s, or -1.
func Index(s, substr string) int { return index(s, substr) }

func index(s, substr string) int {
	n := len(substr)
	switch {
	case n == 0:
		return 0
	case n == 1:
		return bytealg.IndexByteString(s, substr[0])
	case n > len(s):
		return -1
	}
	// Look for the first byte, then compare. If that byte is too common, a
	// rolling hash bounds the time.
	last := len(s) - n
	misses := 0
	for i := 0; i <= last; i++ {
		skip := bytealg.IndexByteString(s[i:last+1], substr[0])
		if skip < 0 {
			return -1
		}
		i += skip
		if s[i+1] == substr[1] && s[i:i+n] == substr {
			return i
		}
		if misses++; misses > 8+i/16 {
			if found := indexHashed(s[i+1:], substr); found >= 0 {
				return i + 1 + found
			}
			return -1
		}
	}
	return -1
}

// hashBase is the base of the rolling hash, a polynomial modulo 2**64.
const hashBase = 0x9E3779B97F4A7C15

// indexHashed is Index, by M. Rabin's and R. Karp's method.
func indexHashed(s, substr string) int {
	n := len(substr)
	if len(s) < n {
		return -1
	}
	var want, have, top uint64 = 0, 0, 1
	for i := 0; i < n; i++ {
		want = want*hashBase + uint64(substr[i])
		have = have*hashBase + uint64(s[i])
		top *= hashBase
	}
	for end := n; ; end++ {
		if have == want && s[end-n:end] == substr {
			return end - n
		}
		if end == len(s) {
			return -1
		}
		have = have*hashBase + uint64(s[end]) - top*uint64(s[end-n])
	}
}

// LastIndex returns the position of the last substr in s, or -1.
func LastIndex(s, substr string) int {
	n := len(substr)
	switch {
	case n == 0:
		return len(s)
	case n == 1:
		return LastIndexByte(s, substr[0])
	case n > len(s):
		return -1
	}
	// The rolling hash, from the end.
	var want, have, top uint64 = 0, 0, 1
	for i := n - 1; i >= 0; i-- {
		want = want*hashBase + uint64(substr[i])
		have = have*hashBase + uint64(s[len(s)-n+i])
		top *= hashBase
	}
	for start := len(s) - n; ; start-- {
		if have == want && s[start:start+n] == substr {
			return start
		}
		if start == 0 {
			return -1
		}
		have = have*hashBase + uint64(s[start-1]) - top*uint64(s[start+n-1])
	}
}

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix string) bool {
	return len(s) >= len(suffix) && s[len(s)-len(suffix):] == suffix
}

// Count returns how many times substr occurs in s without overlap; for an
// empty substr, one more than s has runes.
func Count(s, substr string) int {
	switch len(substr) {
	case 0:
		return utf8.RuneCountInString(s) + 1
	case 1:
		return bytealg.CountString(s, substr[0])
	}
	n := 0
	for {
		i := Index(s, substr)
		if i < 0 {
			return n
		}
		n++
		s = s[i+len(substr):]
	}
}

// IndexRune returns the position of the first r in s, or -1. For
// utf8.RuneError that is the first invalid byte, too.
func IndexRune(s string, r rune) int {
	switch {
	case 0 <= r && r < utf8.RuneSelf:
		return bytealg.IndexByteString(s, byte(r))
	case r == utf8.RuneError:
		for i, c := range s {
			if c == utf8.RuneError {
				return i
			}
		}
		return -1
	case !utf8.ValidRune(r):
		return -1
	}
	var buf [utf8.UTFMax]byte
	return Index(s, string(buf[:utf8.EncodeRune(buf[:], r)]))
}

// IndexFunc returns the position of the first code point of s that satisfies
// f, or -1.
func IndexFunc(s string, f func(rune) bool) int {
	for i, r := range s {
		if f(r) {
			return i
		}
	}
	return -1
}

// LastIndexFunc returns the position of the last code point of s that satisfies
// f, or -1.
func LastIndexFunc(s string, f func(rune) bool) int {
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
		if f(r) {
			return len(s)
		}
	}
	return -1
}

// A charSet is a set of code points: a bit for each ASCII character, and a
// string of all if there are others.
type charSet struct {
	ascii [2]uint64
	all   string
}

// newCharSet returns the set of the code points of chars.
func newCharSet(chars string) charSet {
	var set charSet
	for i := 0; i < len(chars); i++ {
		c := chars[i]
		if c >= utf8.RuneSelf {
			set.all = chars
			continue
		}
		set.ascii[c>>6] |= 1 << (c & 63)
	}
	return set
}

// has reports whether r is in the set.
func (set *charSet) has(r rune) bool {
	if uint32(r) < utf8.RuneSelf {
		return set.ascii[r>>6]>>(uint(r)&63)&1 != 0
	}
	return set.all != "" && IndexRune(set.all, r) >= 0
}

// IndexAny returns the position of the first code point of s that is in chars,
// or -1.
func IndexAny(s, chars string) int {
	switch len(chars) {
	case 0:
		return -1
	case 1:
		if chars[0] < utf8.RuneSelf {
			return bytealg.IndexByteString(s, chars[0])
		}
	}
	set := newCharSet(chars)
	for i, r := range s {
		if set.has(r) {
			return i
		}
	}
	return -1
}

// LastIndexAny returns the position of the last code point of s that is in
// chars, or -1.
func LastIndexAny(s, chars string) int {
	if chars == "" {
		return -1
	}
	set := newCharSet(chars)
	for len(s) > 0 {
		r, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
		if set.has(r) {
			return len(s)
		}
	}
	return -1
}
