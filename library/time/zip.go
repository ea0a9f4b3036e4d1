package time

// This file finds files in uncompressed zip archives, in which time zone databases
// may be kept.

// zipBytes are the fields of an archive, little endian.
type zipBytes []byte

func (b zipBytes) number16(at int) int { return int(b[at]) | int(b[at+1])<<8 }

func (b zipBytes) number32(at int) int { return b.number16(at) | b.number16(at+2)<<16 }

// is reports whether the four bytes at an offset are PK and these two.
func (b zipBytes) is(at int, c, d byte) bool {
	return at >= 0 && at+4 <= len(b) && b[at] == 'P' && b[at+1] == 'K' && b[at+2] == c && b[at+3] == d
}

// find returns the content of a file that is stored as it is.
func (b zipBytes) find(name string) (content []byte, ok bool) {
	const endSize, entrySize, headerSize = 22, 46, 30
	end := len(b) - endSize
	for end >= 0 && !b.is(end, 5, 6) {
		end--
	}
	if end < 0 {
		return nil, false
	}
	at := b.number32(end + 16)
	for range b.number16(end + 10) {
		if !b.is(at, 1, 2) || at+entrySize > len(b) {
			return nil, false
		}
		nameSize := b.number16(at + 28)
		next := at + entrySize + nameSize + b.number16(at+30) + b.number16(at+32)
		if next > len(b) {
			return nil, false
		}
		if string(b[at+entrySize:at+entrySize+nameSize]) == name {
			isStored := b.number16(at+10) == 0
			size, header := b.number32(at+24), b.number32(at+42)
			if !isStored || !b.is(header, 3, 4) || header+headerSize > len(b) {
				return nil, false
			}
			start := header + headerSize + b.number16(header+26) + b.number16(header+28)
			if start+size > len(b) {
				return nil, false
			}
			return b[start : start+size], true
		}
		at = next
	}
	return nil, false
}
