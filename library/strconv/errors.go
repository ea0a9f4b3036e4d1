// Package strconv converts between the basic types and their text, and quotes
// strings the way Go source does.
//
// This file holds the errors and the conversions of bool.
package strconv

import "errors"

// ErrRange says that a value does not fit into the target type.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a text does not have the form the target type needs.
var ErrSyntax = errors.New("invalid syntax")

// A NumError records a conversion that failed.
type NumError struct {
	Func string // the function: ParseBool, ParseInt, ParseUint, ParseFloat, ParseComplex
	Num  string // its input
	Err  error  // the reason, for instance ErrRange or ErrSyntax
}

func (e *NumError) Error() string {
	text := append(make([]byte, 0, 64), "strconv."...)
	text = append(text, e.Func...)
	text = append(text, ": parsing "...)
	text = AppendQuote(text, e.Num)
	text = append(text, ": "...)
	text = append(text, e.Err.Error()...)
	return string(text)
}

func (e *NumError) Unwrap() error { return e.Err }

// fail returns a NumError. It copies num, so that a caller's buffer neither
// escapes nor stays alive because of an error.
func fail(function, num string, reason error) *NumError {
	return &NumError{Func: function, Num: string([]byte(num)), Err: reason}
}

func baseError(function, num string, base int) *NumError {
	return fail(function, num, errors.New("invalid base "+Itoa(base)))
}

func bitSizeError(function, num string, bitSize int) *NumError {
	return fail(function, num, errors.New("invalid bit size "+Itoa(bitSize)))
}

// ParseBool returns the value of 1, t, T, TRUE, true, True, 0, f, F, FALSE,
// false or False; anything else is an error.
func ParseBool(str string) (bool, error) {
	switch str {
	case "true", "TRUE", "True", "t", "T", "1":
		return true, nil
	case "false", "FALSE", "False", "f", "F", "0":
		return false, nil
	}
	return false, fail("ParseBool", str, ErrSyntax)
}

// FormatBool returns "true" or "false".
func FormatBool(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// AppendBool appends "true" or "false" to dst.
func AppendBool(dst []byte, b bool) []byte {
	return append(dst, FormatBool(b)...)
}
