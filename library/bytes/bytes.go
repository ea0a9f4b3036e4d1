// Package bytes searches, splits and changes byte slices, as package strings
// does with strings.
//
// Searching a slice is searching a string that views it, so that most of this
// package rests on the other one. This file holds what only looks at slices or
// returns parts of them.
package bytes

import (
	"internal/bytealg"
	"strings"
	"unicode/utf8"
	"unsafe"
)

// view returns a string over the bytes of b, without copying. It must not
// outlive the call it is made for.
func view(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// Equal reports whether a and b have the same bytes; nil is empty.
func Equal(a, b []byte) bool { return view(a) == view(b) }

// Compare returns -1, 0 or +1 as a is less than, equal to or greater than b,
// byte by byte; nil is empty.
func Compare(a, b []byte) int { return bytealg.Compare(a, b) }

// Contains reports whether subslice is within b.
func Contains(b, subslice []byte) bool { return Index(b, subslice) >= 0 }

// ContainsAny reports whether any code point of chars is within b.
func ContainsAny(b []byte, chars string) bool { return IndexAny(b, chars) >= 0 }

// ContainsRune reports whether r is within b.
func ContainsRune(b []byte, r rune) bool { return IndexRune(b, r) >= 0 }

// ContainsFunc reports whether any code point of b satisfies f.
func ContainsFunc(b []byte, f func(rune) bool) bool { return IndexFunc(b, f) >= 0 }

// Count returns how many times sep occurs in s without overlap; for an empty
// sep, one more than s has code points.
func Count(s, sep []byte) int { return strings.Count(view(s), view(sep)) }

// HasPrefix reports whether s begins with prefix.
func HasPrefix(s, prefix []byte) bool { return strings.HasPrefix(view(s), view(prefix)) }

// HasSuffix reports whether s ends with suffix.
func HasSuffix(s, suffix []byte) bool { return strings.HasSuffix(view(s), view(suffix)) }

// Index returns the position of the first sep in s, or -1.
func Index(s, sep []byte) int { return strings.Index(view(s), view(sep)) }

// LastIndex returns the position of the last sep in s, or -1.
func LastIndex(s, sep []byte) int { return strings.LastIndex(view(s), view(sep)) }

// IndexByte returns the position of the first c in b, or -1.
func IndexByte(b []byte, c byte) int { return bytealg.IndexByte(b, c) }

// LastIndexByte returns the position of the last c in s, or -1.
func LastIndexByte(s []byte, c byte) int { return strings.LastIndexByte(view(s), c) }

// IndexRune returns the position of the first r in s, or -1. For
// utf8.RuneError that is the first invalid byte, too.
func IndexRune(s []byte, r rune) int { return strings.IndexRune(view(s), r) }

// IndexAny returns the position of the first code point of s that is in chars,
// or -1.
func IndexAny(s []byte, chars string) int { return strings.IndexAny(view(s), chars) }

// LastIndexAny returns the position of the last code point of s that is in
// chars, or -1.
func LastIndexAny(s []byte, chars string) int { return strings.LastIndexAny(view(s), chars) }

// IndexFunc returns the position of the first code point of s that satisfies
// f, or -1.
func IndexFunc(s []byte, f func(r rune) bool) int { return strings.IndexFunc(view(s), f) }

// LastIndexFunc returns the position of the last code point of s that satisfies
// f, or -1.
func LastIndexFunc(s []byte, f func(r rune) bool) int { return strings.LastIndexFunc(view(s), f) }

// EqualFold reports whether s and t are equal under simple case folding.
func EqualFold(s, t []byte) bool { return strings.EqualFold(view(s), view(t)) }

// Cut returns what is before and after the first sep in s; s and nil if there
// is none.
func Cut(s, sep []byte) (before, after []byte, found bool) {
	return cutAt(s, Index(s, sep), len(sep))
}

// CutLast returns what is before and after the last sep in s; s and nil if
// there is none.
func CutLast(s, sep []byte) (before, after []byte, found bool) {
	return cutAt(s, LastIndex(s, sep), len(sep))
}

// cutAt cuts n bytes at i out of s, unless i is negative.
func cutAt(s []byte, i, n int) (before, after []byte, found bool) {
	if i < 0 {
		return s, nil, false
	}
	return s[:i], s[i+n:], true
}

// CutPrefix returns s without prefix and whether s began with it.
func CutPrefix(s, prefix []byte) (after []byte, found bool) {
	if found = HasPrefix(s, prefix); found {
		s = s[len(prefix):]
	}
	return s, found
}

// CutSuffix returns s without suffix and whether s ended with it.
func CutSuffix(s, suffix []byte) (before []byte, found bool) {
	if found = HasSuffix(s, suffix); found {
		s = s[:len(s)-len(suffix)]
	}
	return s, found
}

// TrimPrefix returns s without prefix, if it begins with that.
func TrimPrefix(s, prefix []byte) []byte {
	s, _ = CutPrefix(s, prefix)
	return s
}

// TrimSuffix returns s without suffix, if it ends with that.
func TrimSuffix(s, suffix []byte) []byte {
	s, _ = CutSuffix(s, suffix)
	return s
}

// left returns the last n bytes of s, what is left after trimming its start;
// nil for none.
func left(s []byte, n int) []byte {
	if n == 0 {
		return nil
	}
	return s[len(s)-n:]
}

// Trim returns s without the code points of cutset at both ends; nil if nothing
// is left.
func Trim(s []byte, cutset string) []byte {
	if cutset == "" && len(s) > 0 {
		return s
	}
	return TrimRight(TrimLeft(s, cutset), cutset)
}

// TrimLeft returns s without the code points of cutset at its start; nil if
// nothing is left.
func TrimLeft(s []byte, cutset string) []byte {
	return left(s, len(strings.TrimLeft(view(s), cutset)))
}

// TrimRight returns s without the code points of cutset at its end.
func TrimRight(s []byte, cutset string) []byte {
	return s[:len(strings.TrimRight(view(s), cutset))]
}

// TrimSpace returns s without white space at both ends; nil if nothing is left.
func TrimSpace(s []byte) []byte {
	rest := strings.TrimSpace(view(s))
	if rest == "" {
		return nil
	}
	// The rest is a part of s: find out where.
	start := uintptr(unsafe.Pointer(unsafe.StringData(rest))) - uintptr(unsafe.Pointer(unsafe.SliceData(s)))
	return s[start : int(start)+len(rest)]
}

// TrimLeftFunc returns s without the code points at its start that satisfy f;
// nil if nothing is left.
func TrimLeftFunc(s []byte, f func(r rune) bool) []byte {
	return left(s, len(strings.TrimLeftFunc(view(s), f)))
}

// TrimRightFunc returns s without the code points at its end that satisfy f.
func TrimRightFunc(s []byte, f func(r rune) bool) []byte {
	return s[:len(strings.TrimRightFunc(view(s), f))]
}

// TrimFunc returns s without the code points at both ends that satisfy f; nil
// if nothing is left of its start.
func TrimFunc(s []byte, f func(r rune) bool) []byte {
	return TrimRightFunc(TrimLeftFunc(s, f), f)
}

// Runes returns the code points of s.
func Runes(s []byte) []rune {
	all := make([]rune, 0, utf8.RuneCount(s))
	for _, r := range view(s) {
		all = append(all, r)
	}
	return all
}
