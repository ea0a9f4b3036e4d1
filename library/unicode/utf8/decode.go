// This file holds decoding. The functions come in pairs, for byte slices and
// for strings; the byte slice of each pair views its argument as a string
// without copying it and shares the code.

package utf8

import "unsafe"

// view returns a string over the bytes of p.
func view(p []byte) string {
	return unsafe.String(unsafe.SliceData(p), len(p))
}

// shape describes the encodings a first byte may start: how many bytes they
// take and the range of their second byte, which is what excludes overlong
// forms, surrogates and values beyond MaxRune. size is 0 if none starts so.
func shape(first byte) (size int, low, high byte) {
	switch {
	case first < 0x80:
		return 1, 0, 0
	case first < 0xC2:
		return 0, 0, 0
	case first < 0xE0:
		return 2, 0x80, 0xBF
	case first == 0xE0:
		return 3, 0xA0, 0xBF
	case first == 0xED:
		return 3, 0x80, 0x9F
	case first < 0xF0:
		return 3, 0x80, 0xBF
	case first == 0xF0:
		return 4, 0x90, 0xBF
	case first < 0xF4:
		return 4, 0x80, 0xBF
	case first == 0xF4:
		return 4, 0x80, 0x8F
	}
	return 0, 0, 0
}

// isContinuation reports whether b has the top bits 10.
func isContinuation(b byte) bool {
	return int8(b) < -0x40
}

// width returns how many bytes of s, which is not empty and starts with a byte
// of RuneSelf or above, the first encoding takes; 0 if it is invalid or cut
// short.
func width(s string) int {
	size, low, high := shape(s[0])
	if size < 2 || len(s) < size || s[1] < low || s[1] > high {
		return 0
	}
	for i := 2; i < size; i++ {
		if !isContinuation(s[i]) {
			return 0
		}
	}
	return size
}

// DecodeRune returns the first rune of p and the length of its encoding:
// (RuneError, 0) if p is empty, (RuneError, 1) if the encoding is invalid.
func DecodeRune(p []byte) (r rune, size int) {
	if len(p) > 0 && p[0] < RuneSelf {
		return rune(p[0]), 1
	}
	return DecodeRuneInString(view(p))
}

// DecodeRuneInString is DecodeRune for a string.
func DecodeRuneInString(s string) (r rune, size int) {
	if s != "" && s[0] < RuneSelf {
		return rune(s[0]), 1
	}
	return decode(s)
}

// decode is DecodeRuneInString for what is not ASCII.
func decode(s string) (r rune, size int) {
	if len(s) == 0 {
		return RuneError, 0
	}
	first := s[0]
	switch width(s) {
	case 2:
		return rune(first&0x1F)<<6 | rune(s[1]&0x3F), 2
	case 3:
		return rune(first&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	case 4:
		return rune(first&0x07)<<18 | rune(s[1]&0x3F)<<12 | rune(s[2]&0x3F)<<6 | rune(s[3]&0x3F), 4
	}
	return RuneError, 1
}

// DecodeLastRune returns the last rune of p and the length of its encoding:
// (RuneError, 0) if p is empty, (RuneError, 1) if the encoding is invalid.
func DecodeLastRune(p []byte) (r rune, size int) {
	return DecodeLastRuneInString(view(p))
}

// DecodeLastRuneInString is DecodeLastRune for a string.
func DecodeLastRuneInString(s string) (r rune, size int) {
	n := len(s)
	if n == 0 {
		return RuneError, 0
	}
	if last := s[n-1]; last < RuneSelf {
		return rune(last), 1
	}
	// The encoding, if it is one, starts at the nearest byte that is no
	// continuation, and it must reach exactly to the end.
	for back := 2; back <= UTFMax && back <= n; back++ {
		if !RuneStart(s[n-back]) {
			continue
		}
		if r, size = DecodeRuneInString(s[n-back:]); size == back {
			return r, size
		}
		break
	}
	return RuneError, 1
}

// FullRune reports whether p begins with a complete encoding. An invalid one
// counts as complete, since it decodes to RuneError whatever follows.
func FullRune(p []byte) bool {
	return FullRuneInString(view(p))
}

// FullRuneInString is FullRune for a string.
func FullRuneInString(s string) bool {
	if len(s) == 0 {
		return false
	}
	size, low, high := shape(s[0])
	if len(s) >= size {
		return true
	}
	// Too short for a valid encoding: full only if already invalid.
	if len(s) > 1 && (s[1] < low || s[1] > high) {
		return true
	}
	return len(s) > 2 && !isContinuation(s[2])
}

// RuneCount returns the number of runes in p; each byte that belongs to no
// valid encoding counts as one.
func RuneCount(p []byte) int {
	return RuneCountInString(view(p))
}

// RuneCountInString is RuneCount for a string.
func RuneCountInString(s string) (n int) { return runeCount(s) }

func runeCount(s string) (n int) {
	for i := 0; i < len(s); n++ {
		if s[i] < RuneSelf {
			i++
			continue
		}
		if size := width(s[i:]); size > 0 {
			i += size
		} else {
			i++
		}
	}
	return n
}

// Valid reports whether p consists of valid encodings only.
//
//go:noinline
func Valid(p []byte) bool {
	return ValidString(view(p))
}

// ValidString is Valid for a string.
func ValidString(s string) bool {
	for i := 0; i < len(s); {
		if s[i] < RuneSelf {
			i++
			continue
		}
		size := width(s[i:])
		if size == 0 {
			return false
		}
		i += size
	}
	return true
}
