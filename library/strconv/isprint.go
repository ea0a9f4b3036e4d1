// This file tells printable and graphic runes apart from others.

package strconv

// toggles returns how many of the edges, which are in ascending order, are at
// most x.
func toggles(edges []uint16, x uint16) int {
	low, high := 0, len(edges)
	for low < high {
		if mid := (low + high) / 2; edges[mid] <= x {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// IsPrint reports whether r is printable in Go's sense: a letter, mark, number,
// punctuation, symbol or the ASCII space.
func IsPrint(r rune) bool {
	switch {
	case r < 0x7F:
		return r >= ' '
	case r < 1<<16:
		return toggles(printEdges0[:], uint16(r))&1 == 1
	case r < 2<<16:
		return toggles(printEdges1[:], uint16(r-1<<16))&1 == 1
	}
	for _, block := range printBlocks {
		if block[0] <= r && r <= block[1] {
			return true
		}
	}
	return false
}

// IsGraphic reports whether r is graphic in Unicode's sense: printable or any
// other space of category Zs.
func IsGraphic(r rune) bool {
	if IsPrint(r) {
		return true
	}
	switch {
	case 0x2000 <= r && r <= 0x200A:
		return true
	case r == 0xA0, r == 0x1680, r == 0x202F, r == 0x205F, r == 0x3000:
		return true
	}
	return false
}
