// This file holds the flags' values of the kinds that the package knows.

package flag

import (
	"encoding"
	"errors"
	"internal/typeinfo"
	"strconv"
	"time"
)

// A Value is the variable of a flag. Set is called with each value that the
// command line gives, in its order. String may be called for the zero value of
// the type.
//
// If a Value has a method IsBoolFlag() bool that returns true, -name stands for
// -name=true, and no value follows as an argument of its own.
type Value interface {
	String() string
	Set(string) error
}

// A Getter is a Value that returns what it holds. All Values of this package
// are, but those of Func and BoolFunc.
type Getter interface {
	Value
	Get() any
}

// boolFlag is a Value that may be a boolean flag.
type boolFlag interface {
	Value
	IsBoolFlag() bool
}

func isBool(v Value) bool {
	b, ok := v.(boolFlag)
	return ok && b.IsBoolFlag()
}

// What is wrong with a value, in the words of the package's messages.
var (
	errParse = errors.New("parse error")
	errRange = errors.New("value out of range")
)

// numberError replaces errors of strconv.
func numberError(err error) error {
	switch {
	case errors.Is(err, strconv.ErrSyntax):
		return errParse
	case errors.Is(err, strconv.ErrRange):
		return errRange
	}
	return err
}

type boolValue bool

func (b *boolValue) Set(s string) error {
	v, err := strconv.ParseBool(s)
	*b = boolValue(v)
	if err != nil {
		return errParse
	}
	return nil
}

func (b *boolValue) Get() any         { return bool(*b) }
func (b *boolValue) String() string   { return strconv.FormatBool(bool(*b)) }
func (b *boolValue) IsBoolFlag() bool { return true }

type intValue int

func (i *intValue) Set(s string) error {
	v, err := strconv.ParseInt(s, 0, strconv.IntSize)
	*i = intValue(v)
	return numberError(err)
}

func (i *intValue) Get() any       { return int(*i) }
func (i *intValue) String() string { return strconv.Itoa(int(*i)) }

type int64Value int64

func (i *int64Value) Set(s string) error {
	v, err := strconv.ParseInt(s, 0, 64)
	*i = int64Value(v)
	return numberError(err)
}

func (i *int64Value) Get() any       { return int64(*i) }
func (i *int64Value) String() string { return strconv.FormatInt(int64(*i), 10) }

type uintValue uint

func (i *uintValue) Set(s string) error {
	v, err := strconv.ParseUint(s, 0, strconv.IntSize)
	*i = uintValue(v)
	return numberError(err)
}

func (i *uintValue) Get() any       { return uint(*i) }
func (i *uintValue) String() string { return strconv.FormatUint(uint64(*i), 10) }

type uint64Value uint64

func (i *uint64Value) Set(s string) error {
	v, err := strconv.ParseUint(s, 0, 64)
	*i = uint64Value(v)
	return numberError(err)
}

func (i *uint64Value) Get() any       { return uint64(*i) }
func (i *uint64Value) String() string { return strconv.FormatUint(uint64(*i), 10) }

type stringValue string

func (s *stringValue) Set(v string) error {
	*s = stringValue(v)
	return nil
}

func (s *stringValue) Get() any       { return string(*s) }
func (s *stringValue) String() string { return string(*s) }

type float64Value float64

func (f *float64Value) Set(s string) error {
	v, err := strconv.ParseFloat(s, 64)
	*f = float64Value(v)
	return numberError(err)
}

func (f *float64Value) Get() any       { return float64(*f) }
func (f *float64Value) String() string { return strconv.FormatFloat(float64(*f), 'g', -1, 64) }

type durationValue time.Duration

func (d *durationValue) Set(s string) error {
	v, err := time.ParseDuration(s)
	*d = durationValue(v)
	if err != nil {
		return errParse
	}
	return nil
}

func (d *durationValue) Get() any       { return time.Duration(*d) }
func (d *durationValue) String() string { return time.Duration(*d).String() }

// textValue is a variable that reads texts by itself.
type textValue struct{ variable encoding.TextUnmarshaler }

// newTextValue returns the Value of the variable that p points to, and sets it
// to value, which is of the same type or points to that.
func newTextValue(value encoding.TextMarshaler, p encoding.TextUnmarshaler) textValue {
	pointer := typeinfo.Of(p)
	if pointer.Kind != typeinfo.Pointer {
		panic("variable value type must be a pointer")
	}
	initial := any(value)
	if t := typeinfo.Of(value); t.Kind == typeinfo.Pointer {
		initial = typeinfo.Load(t.Element, typeinfo.Word(value))
	}
	if t := typeinfo.Of(initial); t != pointer.Element {
		panic("default type does not match variable type: " + t.String + " != " + pointer.Element.String)
	}
	typeinfo.AssignTarget(initial, p)
	return textValue{p}
}

func (v textValue) Set(s string) error { return v.variable.UnmarshalText([]byte(s)) }
func (v textValue) Get() any           { return v.variable }

func (v textValue) String() string {
	if m, ok := v.variable.(encoding.TextMarshaler); ok {
		if text, err := m.MarshalText(); err == nil {
			return string(text)
		}
	}
	return ""
}

// funcValue calls a function with the values.
type funcValue func(string) error

func (f funcValue) Set(s string) error { return f(s) }
func (f funcValue) String() string     { return "" }

// boolFuncValue is a funcValue for a boolean flag.
type boolFuncValue func(string) error

func (f boolFuncValue) Set(s string) error { return f(s) }
func (f boolFuncValue) String() string     { return "" }
func (f boolFuncValue) IsBoolFlag() bool   { return true }
