// Package utf8 translates between runes and their UTF-8 encoding.
//
// This file holds the constants, encoding and validity of single runes.
package utf8

// The numbers UTF-8 is built on.
const (
	RuneError = '\uFFFD'     // stands for anything that is not valid UTF-8
	RuneSelf  = 0x80         // runes below are encoded as one byte, themselves
	MaxRune   = '\U0010FFFF' // the largest code point
	UTFMax    = 4            // the most bytes a rune may take
)

// Surrogate halves are code points but never characters.
const (
	firstSurrogate = 0xD800
	lastSurrogate  = 0xDFFF
)

// ValidRune reports whether r is a code point other than a surrogate half.
func ValidRune(r rune) bool {
	return uint32(r) < firstSurrogate || r > lastSurrogate && r <= MaxRune
}

// RuneLen returns how many bytes the encoding of r takes, or -1 if r cannot be
// encoded.
func RuneLen(r rune) int {
	switch {
	case uint32(r) < RuneSelf:
		return 1
	case !ValidRune(r):
		return -1
	case r < 1<<11:
		return 2
	case r < 1<<16:
		return 3
	}
	return 4
}

// continuation returns the continuation byte that holds the six bits of r above
// shift.
func continuation(r rune, shift uint) byte {
	return 0x80 | byte(r>>shift)&0x3F
}

// EncodeRune writes the encoding of r to the start of p, which must be long
// enough, and returns its length. A rune that cannot be encoded is written as
// RuneError.
func EncodeRune(p []byte, r rune) int {
	n := RuneLen(r)
	if n < 0 {
		r, n = RuneError, 3
	}
	_ = p[n-1] // fail before anything is written
	switch n {
	case 1:
		p[0] = byte(r)
	case 2:
		p[0] = 0xC0 | byte(r>>6)
		p[1] = continuation(r, 0)
	case 3:
		p[0] = 0xE0 | byte(r>>12)
		p[1] = continuation(r, 6)
		p[2] = continuation(r, 0)
	case 4:
		p[0] = 0xF0 | byte(r>>18)
		p[1] = continuation(r, 12)
		p[2] = continuation(r, 6)
		p[3] = continuation(r, 0)
	}
	return n
}

// AppendRune appends the encoding of r to p, that of RuneError if r cannot be
// encoded.
func AppendRune(p []byte, r rune) []byte {
	if uint32(r) < RuneSelf {
		return append(p, byte(r))
	}
	switch RuneLen(r) {
	case 2:
		return append(p, 0xC0|byte(r>>6), continuation(r, 0))
	case 3:
		return append(p, 0xE0|byte(r>>12), continuation(r, 6), continuation(r, 0))
	case 4:
		return append(p, 0xF0|byte(r>>18), continuation(r, 12), continuation(r, 6), continuation(r, 0))
	}
	return append(p, "\uFFFD"...)
}

// RuneStart reports whether b may be the first byte of an encoding, that is,
// whether it is no continuation byte.
func RuneStart(b byte) bool {
	return int8(b) >= -0x40
}
