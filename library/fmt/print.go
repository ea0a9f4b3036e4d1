// Package fmt formats and prints values.
//
// This file holds the printing functions and the interfaces values can
// implement to control how they are printed.
package fmt

import (
	"io"
	"os"
)

// State is what a Formatter gets: where to write, and the flags and sizes of
// the verb.
type State interface {
	// Write emits formatted output.
	Write(b []byte) (n int, err error)
	// Width returns the width and whether it was given.
	Width() (wid int, ok bool)
	// Precision returns the precision and whether it was given.
	Precision() (prec int, ok bool)
	// Flag reports whether the flag c was given.
	Flag(c int) bool
}

// Formatter is implemented by values that format themselves for every verb.
type Formatter interface {
	Format(f State, verb rune)
}

// Stringer is implemented by values that have a text form.
type Stringer interface {
	String() string
}

// GoStringer is implemented by values that have a form in Go syntax, for %#v.
type GoStringer interface {
	GoString() string
}

// Printf formats according to a format and writes to standard output.
func Printf(format string, a ...any) (n int, err error) {
	return Fprintf(os.Stdout, format, a...)
}

// Fprintf formats according to a format and writes to w.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	p := newPrinter()
	p.format(format, a)
	n, err = w.Write(p.out)
	p.free()
	return
}

// Sprintf formats according to a format and returns the text.
func Sprintf(format string, a ...any) string {
	p := newPrinter()
	p.format(format, a)
	s := string(p.out)
	p.free()
	return s
}

// Appendf formats according to a format and appends the text to b.
func Appendf(b []byte, format string, a ...any) []byte {
	p := newPrinter()
	p.format(format, a)
	b = append(b, p.out...)
	p.free()
	return b
}

// Print prints its arguments, with spaces between those of which neither is a
// string.
func Print(a ...any) (n int, err error) {
	return Fprint(os.Stdout, a...)
}

// Fprint is Print to w.
func Fprint(w io.Writer, a ...any) (n int, err error) {
	p := newPrinter()
	p.print(a)
	n, err = w.Write(p.out)
	p.free()
	return
}

// Sprint is Print to a string.
func Sprint(a ...any) string {
	p := newPrinter()
	p.print(a)
	s := string(p.out)
	p.free()
	return s
}

// Append is Print to the end of b.
func Append(b []byte, a ...any) []byte {
	p := newPrinter()
	p.print(a)
	b = append(b, p.out...)
	p.free()
	return b
}

// Println prints its arguments with spaces between them and a newline.
func Println(a ...any) (n int, err error) {
	return Fprintln(os.Stdout, a...)
}

// Fprintln is Println to w.
func Fprintln(w io.Writer, a ...any) (n int, err error) {
	p := newPrinter()
	p.println(a)
	n, err = w.Write(p.out)
	p.free()
	return
}

// Sprintln is Println to a string.
func Sprintln(a ...any) string {
	p := newPrinter()
	p.println(a)
	s := string(p.out)
	p.free()
	return s
}

// Appendln is Println to the end of b.
func Appendln(b []byte, a ...any) []byte {
	p := newPrinter()
	p.println(a)
	b = append(b, p.out...)
	p.free()
	return b
}

// FormatString returns the directive that the state and verb of a Formatter
// come from.
func FormatString(state State, verb rune) string {
	b := []byte{'%'}
	for _, flag := range " +-#0" {
		if state.Flag(int(flag)) {
			b = append(b, byte(flag))
		}
	}
	if width, ok := state.Width(); ok {
		b = appendDecimal(b, width)
	}
	if precision, ok := state.Precision(); ok {
		b = append(b, '.')
		b = appendDecimal(b, precision)
	}
	return string(append(b, string(verb)...))
}
