// Package utf16 translates between runes and UTF-16.
package utf16

import "unicode/utf8"

// Runes from supplement on are written as two words: a high surrogate with the
// upper and a low surrogate with the lower half of the 20 bits above it.
const (
	firstHigh  = 0xd800
	firstLow   = 0xdc00
	afterLow   = 0xe000
	supplement = 0x10000
	halfBits   = 10
	halfMask   = 1<<halfBits - 1
)

// IsSurrogate reports whether r is one half of a pair.
func IsSurrogate(r rune) bool { return firstHigh <= r && r < afterLow }

// DecodeRune returns the rune of the pair r1, r2, or U+FFFD if it is none.
func DecodeRune(r1, r2 rune) rune {
	if !IsSurrogate(r1) || !IsSurrogate(r2) || r1 >= firstLow || r2 < firstLow {
		return utf8.RuneError
	}
	return supplement + (r1&halfMask)<<halfBits + r2&halfMask
}

// EncodeRune returns the pair for r, or U+FFFD twice if it is no rune that is
// written as one.
func EncodeRune(r rune) (r1, r2 rune) {
	if RuneLen(r) != 2 {
		return utf8.RuneError, utf8.RuneError
	}
	r -= supplement
	return firstHigh | r>>halfBits, firstLow | r&halfMask
}

// RuneLen returns the number of words that r takes, -1 if it is no valid rune.
func RuneLen(r rune) int {
	switch {
	case !utf8.ValidRune(r):
		return -1
	case r < supplement:
		return 1
	}
	return 2
}

// Encode returns s in UTF-16, with U+FFFD for invalid runes.
func Encode(s []rune) []uint16 {
	length := len(s)
	for _, r := range s {
		if RuneLen(r) == 2 {
			length++
		}
	}
	words := make([]uint16, 0, length)
	for _, r := range s {
		words = AppendRune(words, r)
	}
	return words
}

// AppendRune appends r in UTF-16, U+FFFD if it is invalid.
func AppendRune(a []uint16, r rune) []uint16 {
	switch RuneLen(r) {
	case 1:
		return append(a, uint16(r))
	case 2:
		high, low := EncodeRune(r)
		return append(a, uint16(high), uint16(low))
	}
	return append(a, utf8.RuneError)
}

// Decode returns the runes of s, with U+FFFD for every half pair.
func Decode(s []uint16) []rune {
	// Short texts fit into a buffer that the caller may keep on its stack.
	return appendRunes(make([]rune, 0, 64), s)
}

func appendRunes(runes []rune, s []uint16) []rune {
	for i := 0; i < len(s); i++ {
		r := rune(s[i])
		if IsSurrogate(r) {
			pair := rune(utf8.RuneError)
			if i+1 < len(s) {
				pair = DecodeRune(r, rune(s[i+1]))
			}
			if r = pair; r != utf8.RuneError {
				i++
			}
		}
		runes = append(runes, r)
	}
	return runes
}
