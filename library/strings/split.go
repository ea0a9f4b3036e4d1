// This file holds splitting and joining.

package strings

import (
	"unicode"
	"unicode/utf8"
)

// Split returns the parts of s between the separators sep. An empty sep
// separates the runes.
func Split(s, sep string) []string { return split(s, sep, false, -1) }

// SplitAfter is Split, but leaves at the end of each part the separator after
// it.
func SplitAfter(s, sep string) []string { return split(s, sep, true, -1) }

// SplitN is Split, but returns at most n parts, the last of which is the rest
// of s. It returns nil for n == 0 and all parts for n < 0.
func SplitN(s, sep string, n int) []string { return split(s, sep, false, n) }

// SplitAfterN is SplitN, but leaves at the end of each part the separator after
// it.
func SplitAfterN(s, sep string, n int) []string { return split(s, sep, true, n) }

// split returns at most n parts of s, all if n < 0.
func split(s, sep string, keep bool, n int) []string {
	switch {
	case n == 0:
		return nil
	case sep == "":
		return runes(s, n)
	}
	if n < 0 || n > len(s)+1 {
		n = Count(s, sep) + 1
	}
	parts := make([]string, 0, n)
	for len(parts) < n-1 {
		i := Index(s, sep)
		if i < 0 {
			break
		}
		end := i
		if keep {
			end += len(sep)
		}
		parts = append(parts, s[:end])
		s = s[i+len(sep):]
	}
	return append(parts, s)
}

// runes returns the runes of s, at most n parts, all if n < 0.
func runes(s string, n int) []string {
	if count := utf8.RuneCountInString(s); n < 0 || n > count {
		n = count
	}
	parts := make([]string, n)
	for i := range parts {
		_, size := utf8.DecodeRuneInString(s)
		if i == n-1 {
			size = len(s)
		}
		parts[i], s = s[:size], s[size:]
	}
	return parts
}

// Fields returns the parts of s between runs of white space, none of them
// empty.
func Fields(s string) []string { return FieldsFunc(s, unicode.IsSpace) }

// FieldsFunc returns the parts of s between runs of code points that satisfy f,
// none of them empty.
func FieldsFunc(s string, f func(rune) bool) []string {
	parts := []string{}
	start := -1 // of the part at hand; negative between parts
	for i, r := range s {
		if !f(r) {
			if start < 0 {
				start = i
			}
		} else if start >= 0 {
			parts = append(parts, s[start:i])
			start = -1
		}
	}
	if start >= 0 {
		parts = append(parts, s[start:])
	}
	return parts
}

// Join puts the elements together, with sep between them.
func Join(elems []string, sep string) string {
	switch len(elems) {
	case 0:
		return ""
	case 1:
		return elems[0]
	}
	size := 0
	const most = int(^uint(0) >> 1)
	if len(sep) > 0 {
		if len(elems)-1 > most/len(sep) {
			panic("strings: Join output length overflow")
		}
		size = len(sep) * (len(elems) - 1)
	}
	for _, e := range elems {
		if len(e) > most-size {
			panic("strings: Join output length overflow")
		}
		size += len(e)
	}
	var b Builder
	b.Grow(size)
	for i, e := range elems {
		if i > 0 {
			b.WriteString(sep)
		}
		b.WriteString(e)
	}
	return b.String()
}

// Cut returns what is before and after the first sep in s; s and "" if there
// is none.
func Cut(s, sep string) (before, after string, found bool) {
	return cut(s, sep)
}

func cut(s, sep string) (before, after string, found bool) {
	return cutAt(s, index(s, sep), len(sep))
}

// CutLast returns what is before and after the last sep in s; s and "" if there
// is none.
func CutLast(s, sep string) (before, after string, found bool) {
	return cutAt(s, LastIndex(s, sep), len(sep))
}

// cutAt cuts n bytes at i out of s, unless i is negative.
func cutAt(s string, i, n int) (before, after string, found bool) {
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+n:], true
}

// CutPrefix returns s without prefix and whether s began with it.
func CutPrefix(s, prefix string) (after string, found bool) {
	if found = HasPrefix(s, prefix); found {
		s = s[len(prefix):]
	}
	return s, found
}

// CutSuffix returns s without suffix and whether s ended with it.
func CutSuffix(s, suffix string) (before string, found bool) {
	if found = HasSuffix(s, suffix); found {
		s = s[:len(s)-len(suffix)]
	}
	return s, found
}
