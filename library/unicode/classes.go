// This file holds the functions that tell what kind of character a rune is.

package unicode

// latin1 has a letter for the category of each Latin-1 character: C control,
// F format, Z space, P punctuation, S symbol, D decimal digit, N other number,
// U, L and O upper-case, lower-case and other letter.
const latin1 = "" +
	"CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCZPPPSPPPPPPSPPPPDDDDDDDDDDPPSSSP" +
	"PUUUUUUUUUUUUUUUUUUUUUUUUUUPPPSPSLLLLLLLLLLLLLLLLLLLLLLLLLLPSPSC" +
	"CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCZPSSSSSPSSOPSFSSSSNNSLPPSNOPNNNP" +
	"UUUUUUUUUUUUUUUUUUUUUUUSUUUUUUULLLLLLLLLLLLLLLLLLLLLLLLSLLLLLLLL"

// GraphicRanges has the tables of the graphic characters in Unicode's sense.
var GraphicRanges = []*RangeTable{&categoryL, &categoryM, &categoryN, &categoryP, &categoryS, &categoryZs}

// PrintRanges has the tables of the printable characters in Go's sense, all but
// the ASCII space.
var PrintRanges = []*RangeTable{&categoryL, &categoryM, &categoryN, &categoryP, &categoryS}

// IsControl reports whether r is a control character, of category Cc.
func IsControl(r rune) bool {
	return uint32(r) <= MaxLatin1 && latin1[r] == 'C'
}

// IsLetter reports whether r is a letter, of category L.
func IsLetter(r rune) bool {
	if uint32(r) > MaxLatin1 {
		return Is(&categoryL, r)
	}
	c := latin1[r]
	return c == 'L' || c == 'U' || c == 'O'
}

// IsUpper reports whether r is an upper-case letter.
func IsUpper(r rune) bool {
	if uint32(r) > MaxLatin1 {
		return Is(&categoryLu, r)
	}
	return latin1[r] == 'U'
}

// IsLower reports whether r is a lower-case letter.
func IsLower(r rune) bool {
	if uint32(r) > MaxLatin1 {
		return Is(&categoryLl, r)
	}
	return latin1[r] == 'L'
}

// IsTitle reports whether r is a title-case letter.
func IsTitle(r rune) bool {
	return uint32(r) > MaxLatin1 && Is(&categoryLt, r)
}

// IsDigit reports whether r is a decimal digit.
func IsDigit(r rune) bool {
	if uint32(r) > MaxLatin1 {
		return Is(&categoryNd, r)
	}
	return latin1[r] == 'D'
}

// IsNumber reports whether r is a number, of category N.
func IsNumber(r rune) bool {
	if uint32(r) > MaxLatin1 {
		return Is(&categoryN, r)
	}
	c := latin1[r]
	return c == 'D' || c == 'N'
}

// IsMark reports whether r is a mark, of category M.
func IsMark(r rune) bool {
	return uint32(r) > MaxLatin1 && Is(&categoryM, r)
}

// IsPunct reports whether r is punctuation, of category P.
func IsPunct(r rune) bool {
	if uint32(r) > MaxLatin1 {
		return Is(&categoryP, r)
	}
	return latin1[r] == 'P'
}

// IsSymbol reports whether r is a symbol, of category S.
func IsSymbol(r rune) bool {
	if uint32(r) > MaxLatin1 {
		return Is(&categoryS, r)
	}
	return latin1[r] == 'S'
}

// IsSpace reports whether r has the property White Space.
func IsSpace(r rune) bool {
	switch {
	case uint32(r) <= MaxLatin1:
		return r == ' ' || '\t' <= r && r <= '\r' || r == 0x85 || r == 0xA0
	case r < 0x2000:
		return r == 0x1680
	case r <= 0x200A:
		return true
	}
	return r == 0x2028 || r == 0x2029 || r == 0x202F || r == 0x205F || r == 0x3000
}

// IsPrint reports whether r is printable in Go's sense: of category L, M, N, P
// or S, or the ASCII space.
func IsPrint(r rune) bool {
	if uint32(r) > MaxLatin1 {
		return IsOneOf(PrintRanges, r)
	}
	c := latin1[r]
	return c != 'C' && c != 'F' && c != 'Z' || r == ' '
}

// IsGraphic reports whether r is graphic in Unicode's sense: of category L, M,
// N, P, S or Zs.
func IsGraphic(r rune) bool {
	if uint32(r) > MaxLatin1 {
		return IsOneOf(GraphicRanges, r)
	}
	c := latin1[r]
	return c != 'C' && c != 'F'
}
