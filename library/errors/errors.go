// Package errors creates errors and examines trees of wrapped errors.
//
// An error wraps another one if it has an Unwrap method returning an error or
// a slice of errors. Is, As and AsType visit an error first and then whatever
// it wraps, depth first, from left to right.
//
// This file holds the error values themselves: New, Join, Unwrap and
// ErrUnsupported.
package errors

// ErrUnsupported says that an operation cannot be performed because it is not
// supported. Functions should not return it bare, but an error for which
// Is(err, ErrUnsupported) holds.
var ErrUnsupported = New("unsupported operation")

// errorString is an error that is nothing but its message.
type errorString struct {
	s string
}

func (e *errorString) Error() string { return e.s }

// New returns an error whose message is text. Two calls never return equal
// errors.
func New(text string) error {
	return &errorString{s: text}
}

// joinError is what Join returns; errs holds no nil.
type joinError struct {
	errs []error
}

// Error puts the messages below each other.
func (e *joinError) Error() string {
	text := e.errs[0].Error()
	if len(e.errs) == 1 {
		return text
	}
	lines := append(make([]byte, 0, 2*len(text)+16), text...)
	for _, err := range e.errs[1:] {
		lines = append(lines, '\n')
		lines = append(lines, err.Error()...)
	}
	return string(lines)
}

func (e *joinError) Unwrap() []error { return e.errs }

// Join wraps the errors that are not nil into one. It returns nil if there are
// none.
func Join(errs ...error) error {
	count := 0
	for _, err := range errs {
		if err != nil {
			count++
		}
	}
	if count == 0 {
		return nil
	}
	kept := make([]error, 0, count)
	for _, err := range errs {
		if err != nil {
			kept = append(kept, err)
		}
	}
	return &joinError{errs: kept}
}

// Unwrap calls err's method Unwrap() error if it has one and returns nil
// otherwise; in particular it does not look into what Join returned.
func Unwrap(err error) error {
	if w, ok := err.(interface{ Unwrap() error }); ok {
		return w.Unwrap()
	}
	return nil
}

// walk calls visit for err and everything it wraps, depth first, until visit
// returns true. It reports whether visit did.
func walk(err error, visit func(error) bool) bool {
	for err != nil {
		if visit(err) {
			return true
		}
		switch w := err.(type) {
		case interface{ Unwrap() error }:
			err = w.Unwrap()
		case interface{ Unwrap() []error }:
			for _, child := range w.Unwrap() {
				if walk(child, visit) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
	return false
}
