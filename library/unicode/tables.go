// Package unicode knows the properties of the Unicode code points.
//
// This file holds the types of the tables and the search in them.
package unicode

const (
	MaxRune         = '\U0010FFFF' // the largest code point
	ReplacementChar = '\uFFFD'     // stands for invalid code points
	MaxASCII        = '\u007F'     // the largest ASCII character
	MaxLatin1       = '\u00FF'     // the largest Latin-1 character
)

// Version is the edition of Unicode the tables are made from.
const Version = "17.0.0"

// A RangeTable is a set of code points: ranges of those below 1<<16 in R16 and
// of the others in R32, in ascending order and without overlap.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int // how many ranges of R16 end at MaxLatin1 or before
}

// A Range32 is a Range16 for code points from 1<<16 on.
type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

// A Range16 has every Stride-th code point from Lo to Hi.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

// The cases, as indices of CaseRange.Delta.
const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

type d [MaxCase]rune // what to add for each case

// A CaseRange has the case mappings of the code points from Lo to Hi: what to
// add to get each case. If all three are UpperLower, the code points are in
// turn upper case and the lower case of the one before.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

// UpperLower is a delta that cannot be; see CaseRange.
const UpperLower = MaxRune + 1

// Is reports whether r is in rangeTab.
func Is(rangeTab *RangeTable, r rune) bool {
	if uint32(r) < 1<<16 {
		return in16(rangeTab.R16, uint16(r))
	}
	return in32(rangeTab.R32, uint32(r))
}

// in16 reports whether c is in ranges.
func in16(ranges []Range16, c uint16) bool {
	// Find the first range that does not end before c.
	low, high := 0, len(ranges)
	for low < high {
		mid := int(uint(low+high) / 2)
		if ranges[mid].Hi < c {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low == len(ranges) || c < ranges[low].Lo {
		return false
	}
	at := &ranges[low]
	return at.Stride == 1 || (c-at.Lo)%at.Stride == 0
}

// in32 reports whether c is in ranges.
func in32(ranges []Range32, c uint32) bool {
	low, high := 0, len(ranges)
	for low < high {
		mid := int(uint(low+high) / 2)
		if ranges[mid].Hi < c {
			low = mid + 1
		} else {
			high = mid
		}
	}
	if low == len(ranges) || c < ranges[low].Lo {
		return false
	}
	at := &ranges[low]
	return at.Stride == 1 || (c-at.Lo)%at.Stride == 0
}

// In reports whether r is in one of ranges.
func In(r rune, ranges ...*RangeTable) bool { return IsOneOf(ranges, r) }

// IsOneOf reports whether r is in one of ranges. In has the nicer signature.
func IsOneOf(ranges []*RangeTable, r rune) bool {
	for _, table := range ranges {
		if Is(table, r) {
			return true
		}
	}
	return false
}
