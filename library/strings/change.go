// This file holds the functions that make new strings of old ones.

package strings

import (
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// Clone returns a copy of s in memory of its own.
func Clone(s string) string {
	if s == "" {
		return ""
	}
	b := append([]byte(nil), s...)
	return unsafe.String(&b[0], len(b))
}

// Compare returns -1, 0 or +1 as a is less than, equal to or greater than b.
func Compare(a, b string) int {
	switch {
	case a == b:
		return 0
	case a < b:
		return -1
	}
	return 1
}

// Repeat returns count copies of s. It panics if count is negative or the
// result too long.
func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	const most = uint64(^uint(0) >> 1)
	if len(s) > 0 && uint64(count) > most/uint64(len(s)) {
		panic("strings: Repeat output length overflow")
	}
	size := len(s) * count
	switch {
	case size == 0:
		return ""
	case count == 1:
		return s
	}
	// Double what is there, but in steps that stay in the cache.
	buf := append(make([]byte, 0, size), s...)
	for len(buf) < size {
		chunk := min(len(buf), size-len(buf))
		if limit := 8 << 10; chunk > limit && limit > len(s) {
			chunk = limit / len(s) * len(s)
			chunk = min(chunk, size-len(buf))
		}
		buf = append(buf, buf[:chunk]...)
	}
	return unsafe.String(&buf[0], size)
}

// Replace returns s with the first n instances of old, all if n < 0, replaced
// by new. An empty old matches before each rune and at the end.
func Replace(s, old, new string, n int) string {
	if n == 0 || old == new {
		return s
	}
	if count := Count(s, old); count == 0 {
		return s
	} else if n < 0 || n > count {
		n = count
	}
	var b Builder
	b.Grow(len(s) + n*(len(new)-len(old)))
	if old == "" {
		for ; n > 1; n-- {
			b.WriteString(new)
			_, size := utf8.DecodeRuneInString(s)
			b.WriteString(s[:size])
			s = s[size:]
		}
		b.WriteString(new)
		b.WriteString(s)
		return b.String()
	}
	for ; n > 0; n-- {
		i := Index(s, old)
		b.WriteString(s[:i])
		b.WriteString(new)
		s = s[i+len(old):]
	}
	b.WriteString(s)
	return b.String()
}

// ReplaceAll returns s with all instances of old replaced by new.
func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

// Map returns s with each code point replaced by what mapping returns for it;
// nothing if that is negative.
func Map(mapping func(rune) rune, s string) string {
	var out []byte
	changed := false
	for i, r := range s {
		mapped := mapping(r)
		if !changed {
			if mapped == r && (r != utf8.RuneError || HasPrefix(s[i:], "\uFFFD")) {
				continue
			}
			changed = true
			out = append(make([]byte, 0, len(s)+utf8.UTFMax), s[:i]...)
		}
		if mapped >= 0 {
			out = utf8.AppendRune(out, mapped)
		}
	}
	if !changed {
		return s
	}
	return unsafe.String(unsafe.SliceData(out), len(out))
}

// mapASCII returns s with its letters from first to first+25 moved by 32, if s
// is all ASCII; ok is false if it is not.
func mapASCII(s string, first byte) (mapped string, ok bool) {
	hit := -1
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf {
			return "", false
		}
		if hit < 0 && c-first < 26 {
			hit = i
		}
	}
	if hit < 0 {
		return s, true
	}
	b := []byte(s)
	for i := hit; i < len(b); i++ {
		if b[i]-first < 26 {
			b[i] ^= 'a' - 'A'
		}
	}
	return unsafe.String(&b[0], len(b)), true
}

// ToUpper returns s in upper case.
func ToUpper(s string) string {
	if mapped, ok := mapASCII(s, 'a'); ok {
		return mapped
	}
	return Map(unicode.ToUpper, s)
}

// ToLower returns s in lower case.
func ToLower(s string) string {
	if mapped, ok := mapASCII(s, 'A'); ok {
		return mapped
	}
	return Map(unicode.ToLower, s)
}

// ToTitle returns s with all letters in title case.
func ToTitle(s string) string { return Map(unicode.ToTitle, s) }

// ToTitleSpecial returns s in title case by the rules of c.
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }

// ToUpperSpecial returns s in upper case by the rules of c.
func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }

// ToLowerSpecial returns s in lower case by the rules of c.
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }

// Title returns s with the letters that begin words in title case.
//
// Deprecated: it takes punctuation for a part of words.
func Title(s string) string {
	afterSeparator := true
	return Map(func(r rune) rune {
		begins := afterSeparator
		afterSeparator = separatesWords(r)
		if begins {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}

// separatesWords reports whether r ends a word, for Title.
func separatesWords(r rune) bool {
	if r < utf8.RuneSelf {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	return unicode.IsSpace(r)
}

// ToValidUTF8 returns s with each run of invalid bytes replaced by replacement.
func ToValidUTF8(s, replacement string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b Builder
	b.Grow(len(s) + len(replacement))
	bad := false // the byte before was invalid
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && size == 1 {
			if !bad {
				b.WriteString(replacement)
			}
			bad = true
		} else {
			b.WriteString(s[:size])
			bad = false
		}
		s = s[size:]
	}
	return b.String()
}

// EqualFold reports whether s and t are equal under simple case folding.
func EqualFold(s, t string) bool {
	for s != "" && t != "" {
		if a, b := s[0], t[0]; a < utf8.RuneSelf && b < utf8.RuneSelf {
			if a != b && (a^b != 'a'-'A' || a|0x20 < 'a' || a|0x20 > 'z') {
				return false
			}
			s, t = s[1:], t[1:]
			continue
		}
		a, na := utf8.DecodeRuneInString(s)
		b, nb := utf8.DecodeRuneInString(t)
		if !sameFold(a, b) {
			return false
		}
		s, t = s[na:], t[nb:]
	}
	return s == t
}

// sameFold reports whether b is among the runes a folds to.
func sameFold(a, b rune) bool {
	for r := a; ; {
		if r == b {
			return true
		}
		if r = unicode.SimpleFold(r); r == a {
			return false
		}
	}
}
