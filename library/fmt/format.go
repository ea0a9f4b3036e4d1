package fmt

import "unicode/utf8"

// A scan is the progress through a format and its operands.
type scan struct {
	format string
	pos    int
	// count of the operands; next is the index of the one to use.
	count int
	next  int
	// reordered: an explicit index such as %[2]d was used somewhere, so that
	// unused operands are no mistake.
	reordered bool
	// badIndex: the index of the current directive makes no sense.
	badIndex bool
	// afterIndex: an index was the last thing read.
	afterIndex bool
}

// format obeys a format with its operands.
func (p *printer) format(format string, args []any) {
	var s scan
	s.format, s.count = format, len(args)
	for s.pos < len(format) {
		start := s.pos
		for s.pos < len(format) && format[s.pos] != '%' {
			s.pos++
		}
		p.string(format[start:s.pos])
		if s.pos < len(format) {
			s.pos++
			p.one(&s, args)
		}
	}
	if !s.reordered && s.next < len(args) {
		p.extra(args[s.next:])
	}
}

// one obeys the directive behind a %.
func (p *printer) one(s *scan, args []any) {
	p.directive = directive{}
	s.badIndex = false
	s.afterIndex = false
	p.flags(s)
	p.sizes(s, args)
	if !s.afterIndex {
		s.index()
	}
	if s.pos >= len(s.format) {
		p.string("%!(NOVERB)")
		return
	}
	verb, size := rune(s.format[s.pos]), 1
	if verb >= utf8.RuneSelf {
		verb, size = utf8.DecodeRuneInString(s.format[s.pos:])
	}
	s.pos += size
	switch {
	case verb == '%':
		p.byte('%')
	case s.badIndex:
		p.complain(verb, "(BADINDEX)")
	case s.next >= len(args):
		p.complain(verb, "(MISSING)")
	default:
		arg := args[s.next]
		if verb == 'w' {
			p.noteWrapped(s.next)
		}
		s.next++
		if verb == 'v' || verb == 'w' {
			p.plusV, p.plus = p.plus, false
			p.sharpV, p.sharp = p.sharp, false
		}
		p.operand(arg, verb)
	}
}

// complain reports a directive that cannot be obeyed for a reason other than
// its operand.
func (p *printer) complain(verb rune, why string) {
	p.string("%!")
	p.rune(verb)
	p.string(why)
}

// extra reports operands that no directive used.
func (p *printer) extra(args []any) {
	p.directive = directive{}
	p.string("%!(EXTRA ")
	for i, arg := range args {
		if i > 0 {
			p.string(", ")
		}
		if arg == nil {
			p.string("<nil>")
		} else {
			p.string(typeName(arg))
			p.byte('=')
			p.operand(arg, 'v')
		}
	}
	p.byte(')')
}

func (p *printer) flags(s *scan) {
	for ; s.pos < len(s.format); s.pos++ {
		switch s.format[s.pos] {
		case '#':
			p.sharp = true
		case '0':
			p.zero = true
		case '+':
			p.plus = true
		case '-':
			p.minus = true
		case ' ':
			p.space = true
		default:
			return
		}
	}
}

// sizes reads width and precision.
func (p *printer) sizes(s *scan, args []any) {
	s.index()
	if s.at('*') {
		p.width, p.hasWidth = s.sizeOperand(args)
		if !p.hasWidth {
			p.string("%!(BADWIDTH)")
		}
		if p.width < 0 {
			p.width = -p.width
			p.minus = true
			p.zero = false
		}
	} else {
		p.width, p.hasWidth = s.number()
		if s.afterIndex && p.hasWidth {
			s.badIndex = true // as in %[3]2d
		}
	}
	if s.pos+1 >= len(s.format) || !s.at('.') {
		return // a point at the end of the format is a verb
	}
	if s.afterIndex {
		s.badIndex = true // as in %[3].2d
	}
	s.index()
	if s.at('*') {
		p.precision, p.hasPrecision = s.sizeOperand(args)
		if p.precision < 0 {
			p.precision = 0
			p.hasPrecision = false
		}
		if !p.hasPrecision {
			p.string("%!(BADPREC)")
		}
		return
	}
	p.precision, p.hasPrecision = s.number()
	if !p.hasPrecision {
		p.precision = 0
		p.hasPrecision = true
	}
}

// at consumes c if it comes next.
func (s *scan) at(c byte) bool {
	if s.pos < len(s.format) && s.format[s.pos] == c {
		s.pos++
		return true
	}
	return false
}

// limit bounds widths, precisions and operand indices.
const limit = 1e6

// number reads a decimal number. One beyond the limit swallows the rest of the
// format.
func (s *scan) number() (n int, ok bool) {
	for ; s.pos < len(s.format); s.pos++ {
		c := s.format[s.pos]
		if c < '0' || c > '9' {
			break
		}
		if n > limit {
			s.pos = len(s.format)
			return 0, false
		}
		n = n*10 + int(c-'0')
		ok = true
	}
	return n, ok
}

// sizeOperand takes the operand of a *.
func (s *scan) sizeOperand(args []any) (n int, ok bool) {
	s.afterIndex = false
	if s.next >= len(args) {
		return 0, false
	}
	n, ok = intOperand(args[s.next])
	s.next++
	if n > limit || n < -limit {
		return 0, false
	}
	return n, ok
}

// index reads an explicit operand index such as [2].
func (s *scan) index() {
	s.afterIndex = false
	if s.pos >= len(s.format) || s.format[s.pos] != '[' {
		return
	}
	s.reordered = true
	open := s.pos
	end := open + 1
	for end < len(s.format) && s.format[end] != ']' {
		end++
	}
	s.pos = open + 1
	if end == len(s.format) || len(s.format)-open < 3 {
		s.badIndex = true
		return
	}
	n, ok := s.number()
	s.afterIndex = ok && s.pos == end
	s.pos = end + 1
	if !s.afterIndex || n < 1 || n > s.count {
		s.badIndex = true
		return
	}
	s.next = n - 1
}
