package fmt

var IsSpace = isSpace

// Parsenum reads a number from a part of a format.
func Parsenum(s string, start, end int) (num int, isnum bool, newi int) {
	if start >= end {
		return 0, false, end
	}
	in := scan{format: s[:end], pos: start}
	num, isnum = in.number()
	return num, isnum, in.pos
}
