package utf16

import "unicode"

const (
	Surr1           = firstHigh
	Surr3           = afterLow
	SurrSelf        = supplement
	MaxRune         = unicode.MaxRune
	ReplacementChar = unicode.ReplacementChar
)
