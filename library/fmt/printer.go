package fmt

import (
	"internal/typeinfo"
	"strconv"
	"sync"
	"unicode/utf8"
)

// A printer holds the output and the directive being obeyed.
type printer struct {
	out []byte
	directive
	// wrapped collects, for Errorf, the indices of the operands of %w.
	wrapped   []int
	wrapping  bool
	panicking bool
	// erring is set while a wrong-verb text is printed: operands' methods
	// stay out of it.
	erring bool
	// inReflected is set while what a reflect.Value stands for is printed.
	inReflected bool
}

// A directive is what stands between % and the verb.
type directive struct {
	width, precision       int
	hasWidth, hasPrecision bool
	minus, plus            bool
	sharp, space, zero     bool
	// plusV and sharpV replace plus and sharp for the verb v: they select a
	// form of the value rather than of its numbers.
	plusV, sharpV bool
}

var printers = sync.Pool{New: func() any { return new(printer) }}

func newPrinter() *printer {
	p := printers.Get().(*printer)
	p.panicking = false
	p.erring = false
	p.wrapping = false
	p.directive = directive{}
	return p
}

// free gives the printer back. Very large buffers are left to the collector.
func (p *printer) free() {
	p.wrapped = nil
	if cap(p.out) > 64<<10 {
		p.out = nil
	} else {
		p.out = p.out[:0]
	}
	printers.Put(p)
}

// Write implements State.
func (p *printer) Write(b []byte) (n int, err error) {
	p.out = append(p.out, b...)
	return len(b), nil
}

// WriteString lets io.WriteString do without a copy.
func (p *printer) WriteString(s string) (n int, err error) {
	p.out = append(p.out, s...)
	return len(s), nil
}

// Width implements State.
func (p *printer) Width() (wid int, ok bool) { return p.width, p.hasWidth }

// Precision implements State.
func (p *printer) Precision() (prec int, ok bool) { return p.precision, p.hasPrecision }

// Flag implements State.
func (p *printer) Flag(c int) bool {
	switch c {
	case '-':
		return p.minus
	case '+':
		return p.plus || p.plusV
	case '#':
		return p.sharp || p.sharpV
	case ' ':
		return p.space
	case '0':
		return p.zero
	}
	return false
}

func (p *printer) string(s string) { p.out = append(p.out, s...) }

func (p *printer) byte(c byte) { p.out = append(p.out, c) }

func (p *printer) rune(r rune) { p.out = utf8.AppendRune(p.out, r) }

// print prints operands for Print and its relatives.
func (p *printer) print(a []any) {
	afterString := false
	for i, arg := range a {
		t := typeinfo.Of(arg)
		isString := t != nil && t.Kind == typeinfo.String
		if i > 0 && !isString && !afterString {
			p.byte(' ')
		}
		p.operand(arg, 'v')
		afterString = isString
	}
}

// println prints operands for Println and its relatives.
func (p *printer) println(a []any) {
	for i, arg := range a {
		if i > 0 {
			p.byte(' ')
		}
		p.operand(arg, 'v')
	}
	p.byte('\n')
}

// pad fills up to the width what was appended since start.
func (p *printer) pad(start int) {
	if !p.hasWidth || p.width == 0 {
		return
	}
	missing := p.width - utf8.RuneCount(p.out[start:])
	if missing <= 0 {
		return
	}
	if p.minus {
		p.fill(missing, ' ')
		return
	}
	filler := byte(' ')
	if p.zero {
		filler = '0'
	}
	length := len(p.out) - start
	p.fill(missing, filler)
	copy(p.out[start+missing:], p.out[start:start+length])
	for i := start; i < start+missing; i++ {
		p.out[i] = filler
	}
}

// fill appends c n times, with one allocation at most.
func (p *printer) fill(n int, c byte) {
	if n > cap(p.out)-len(p.out) {
		p.out = append(make([]byte, 0, 2*cap(p.out)+n), p.out...)
	}
	for ; n > 0; n-- {
		p.out = append(p.out, c)
	}
}

func appendDecimal(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }
