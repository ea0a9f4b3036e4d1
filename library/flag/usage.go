// This file holds the messages about what flags there are.

package flag

import (
	"fmt"
	"internal/typeinfo"
	"io"
	"os"
	"strings"
)

// UnquoteUsage returns the name of a flag's value and the flag's usage without
// the back quotes that enclose the name there. If nothing is quoted, the name is
// that of the kind of value, "" for boolean flags.
func UnquoteUsage(flag *Flag) (name string, usage string) {
	if before, rest, ok := strings.Cut(flag.Usage, "`"); ok {
		if quoted, after, ok := strings.Cut(rest, "`"); ok {
			return quoted, before + quoted + after
		}
	}
	return kindName(flag.Value), flag.Usage
}

func kindName(v Value) string {
	if isBool(v) {
		return ""
	}
	switch v.(type) {
	case *intValue, *int64Value:
		return "int"
	case *uintValue, *uint64Value:
		return "uint"
	case *float64Value:
		return "float"
	case *stringValue:
		return "string"
	case *durationValue:
		return "duration"
	}
	return "value"
}

// isZero reports whether text is what the zero value of the flag's kind says.
// Its method may panic, not expecting to be called for it.
func isZero(flag *Flag, text string) (zero bool, err error) {
	t := typeinfo.Of(flag.Value)
	defer func() {
		if reason := recover(); reason != nil {
			if t.Kind == typeinfo.Pointer {
				t = t.Element
			}
			err = fmt.Errorf("panic calling String method on zero %v for flag %s: %v", t.String, flag.Name, reason)
		}
	}()
	return text == zeroLike(t).(Value).String(), nil
}

// zeroLike returns a zero value of type t, or a pointer to one if t is a pointer
// type.
func zeroLike(t *typeinfo.Type) any {
	switch {
	case t.Kind == typeinfo.Pointer:
		return typeinfo.Make(t, typeinfo.New(t.Element))
	case t.Direct():
		return typeinfo.Make(t, nil)
	}
	return typeinfo.Make(t, typeinfo.New(t))
}

// PrintDefaults prints all flags with the names of their values, their usage and
// what they are if not set, unless that is the zero value:
//
//	-x int
//		usage of x (default 7)
func (f *FlagSet) PrintDefaults() {
	var problems []error
	f.VisitAll(func(flag *Flag) {
		text, err := describe(flag)
		if err != nil {
			problems = append(problems, err)
		}
		fmt.Fprintln(f.Output(), text)
	})
	if len(problems) > 0 {
		fmt.Fprintln(f.Output())
	}
	for _, err := range problems {
		fmt.Fprintln(f.Output(), err)
	}
}

// describe returns what PrintDefaults prints for a flag.
func describe(flag *Flag) (string, error) {
	const nextLine = "\n    \t"
	text := "  -" + flag.Name
	name, usage := UnquoteUsage(flag)
	if name != "" {
		text += " " + name
	}
	if len(text) <= len("  -x") { // a short boolean flag
		text += "\t"
	} else {
		text += nextLine
	}
	text += strings.ReplaceAll(usage, "\n", nextLine)
	zero, err := isZero(flag, flag.DefValue)
	if err != nil || zero {
		return text, err
	}
	if _, ok := flag.Value.(*stringValue); ok {
		return text + fmt.Sprintf(" (default %q)", flag.DefValue), nil
	}
	return text + fmt.Sprintf(" (default %v)", flag.DefValue), nil
}

func (f *FlagSet) defaultUsage() {
	of := ""
	if f.name != "" {
		of = " of " + f.name
	}
	io.WriteString(f.Output(), "Usage"+of+":\n")
	f.PrintDefaults()
}

// Usage prints how the command is used, where messages of CommandLine go. It is
// called for mistakes on the command line, and may be replaced.
var Usage = func() {
	io.WriteString(CommandLine.Output(), "Usage of "+os.Args[0]+":\n")
	PrintDefaults()
}
