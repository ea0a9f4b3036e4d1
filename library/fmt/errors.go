package fmt

import "errors"

// Errorf formats according to a format and returns the text as an error. The
// error wraps the operands of the verb %w.
func Errorf(format string, a ...any) (err error) {
	p := newPrinter()
	p.wrapping = true
	p.format(format, a)
	text := string(p.out)
	indices := p.wrapped
	p.free()
	switch len(indices) {
	case 0:
		return errors.New(text)
	case 1:
		e := &wrapError{msg: text}
		e.err, _ = a[indices[0]].(error)
		return e
	}
	return &wrapErrors{text, operands(indices, a)}
}

// operands returns the wrapped errors in the order of the operands, each once.
func operands(indices []int, a []any) []error {
	var list []error
	for i, arg := range a {
		used := false
		for _, index := range indices {
			used = used || index == i
		}
		if e, ok := arg.(error); ok && used {
			list = append(list, e)
		}
	}
	return list
}

// noteWrapped remembers the operand of a %w, if this is Errorf.
func (p *printer) noteWrapped(index int) {
	if p.wrapping {
		p.wrapped = append(p.wrapped, index)
	}
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }

func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string { return e.msg }

func (e *wrapErrors) Unwrap() []error { return e.errs }
