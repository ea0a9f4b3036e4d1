// This file holds the mapping of runes to other cases.

package unicode

// convert maps r to a case by the given ranges. found is false if r is in none
// of them.
func convert(which int, r rune, ranges []CaseRange) (mapped rune, found bool) {
	c := uint32(r)
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
		return r, false
	}
	delta := ranges[low].Delta[which]
	if delta <= MaxRune {
		return r + delta, true
	}
	// Pairs of upper and lower case: title case is upper case.
	first := rune(ranges[low].Lo)
	pair := first + (r-first)&^1
	if which == LowerCase {
		pair++
	}
	return pair, true
}

// To maps r to a case: UpperCase, LowerCase or TitleCase.
func To(_case int, r rune) rune {
	if _case < 0 || _case >= MaxCase {
		return ReplacementChar
	}
	mapped, _ := convert(_case, r, CaseRanges)
	return mapped
}

// ToUpper maps r to upper case.
func ToUpper(r rune) rune {
	if uint32(r) > MaxASCII {
		return To(UpperCase, r)
	}
	if 'a' <= r && r <= 'z' {
		return r - ('a' - 'A')
	}
	return r
}

// ToLower maps r to lower case.
func ToLower(r rune) rune {
	if uint32(r) > MaxASCII {
		return To(LowerCase, r)
	}
	if 'A' <= r && r <= 'Z' {
		return r + ('a' - 'A')
	}
	return r
}

// ToTitle maps r to title case.
func ToTitle(r rune) rune {
	if uint32(r) > MaxASCII {
		return To(TitleCase, r)
	}
	return ToUpper(r)
}

// A SpecialCase has the case mappings of a language that differ from the
// general ones.
type SpecialCase []CaseRange

// turkish has the mappings of the Turkic languages, where i and ı differ in
// both cases.
var turkish = SpecialCase{
	{'I', 'I', d{0, 'ı' - 'I', 0}},
	{'i', 'i', d{'İ' - 'i', 0, 'İ' - 'i'}},
	{'İ', 'İ', d{0, 'i' - 'İ', 0}},
	{'ı', 'ı', d{'I' - 'ı', 0, 'I' - 'ı'}},
}

// TurkishCase has the case mappings of Turkish.
var TurkishCase = turkish

// AzeriCase has the case mappings of Azerbaijani.
var AzeriCase = turkish

// to maps r to a case by special, else as general does.
func (special SpecialCase) to(which int, r rune, general func(rune) rune) rune {
	if mapped, found := convert(which, r, special); found {
		return mapped
	}
	return general(r)
}

// ToUpper maps r to upper case.
func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r, ToUpper) }

// ToTitle maps r to title case.
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r, ToTitle) }

// ToLower maps r to lower case.
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r, ToLower) }

// SimpleFold returns the next code point after r that is equal to r under
// simple case folding, or after the last of them the first; r itself if there
// is no other.
func SimpleFold(r rune) rune {
	if r < 0 || r > MaxRune {
		return r
	}
	if r < 1<<16 {
		low, high := 0, len(foldOrbits)
		for low < high {
			mid := (low + high) / 2
			if rune(foldOrbits[mid][0]) < r {
				low = mid + 1
			} else {
				high = mid
			}
		}
		if low < len(foldOrbits) && rune(foldOrbits[low][0]) == r {
			return rune(foldOrbits[low][1])
		}
	}
	// No more than two characters: one is the other's lower case.
	if lower := ToLower(r); lower != r {
		return lower
	}
	return ToUpper(r)
}
