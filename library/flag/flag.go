// Package flag reads the flags of a command line:
//
//	-name   --name   -name=value   -name value
//
// One dash or two make no difference. Boolean flags take a value only after '='.
// The flags end before the first argument that is none, or behind "--".
//
// This file holds sets of flags and the reading of arguments.
package flag

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
)

// ErrHelp is the error for -help or -h where no such flag is defined.
var ErrHelp = errors.New("flag: help requested")

// ErrorHandling is what FlagSet.Parse does about mistakes.
type ErrorHandling int

const (
	ContinueOnError ErrorHandling = iota // return the error
	ExitOnError                          // os.Exit(2), os.Exit(0) for help
	PanicOnError                         // panic with the error
)

// A Flag is a flag that has been defined.
type Flag struct {
	Name     string // without dash
	Usage    string // the text for its users
	Value    Value
	DefValue string // what Value said when the flag was defined
}

// A FlagSet is a set of flags. The zero FlagSet has no name and returns errors.
// The names of its flags must be different.
type FlagSet struct {
	// Usage is called when there is a mistake in the arguments, after the
	// message. NewFlagSet sets it to a function that prints the flags.
	Usage func()

	name          string
	errorHandling ErrorHandling
	output        io.Writer // nil is standard error
	parsed        bool
	args          []string // what follows the flags
	defined       map[string]*Flag
	set           map[string]*Flag // those of defined that were set
	// setTooEarly has for names of flags that were set but not defined where that
	// was.
	setTooEarly map[string]string
}

// NewFlagSet returns an empty set. The name, if not "", is part of messages.
func NewFlagSet(name string, errorHandling ErrorHandling) *FlagSet {
	f := &FlagSet{name: name, errorHandling: errorHandling}
	f.Usage = f.defaultUsage
	return f
}

// Init changes the name and what is done about mistakes.
func (f *FlagSet) Init(name string, errorHandling ErrorHandling) {
	f.name, f.errorHandling = name, errorHandling
}

// Name returns the name.
func (f *FlagSet) Name() string { return f.name }

// ErrorHandling returns what is done about mistakes.
func (f *FlagSet) ErrorHandling() ErrorHandling { return f.errorHandling }

// Output returns where messages go: os.Stderr, unless changed.
func (f *FlagSet) Output() io.Writer {
	if f.output == nil {
		return os.Stderr
	}
	return f.output
}

// SetOutput changes where messages go; nil is os.Stderr.
func (f *FlagSet) SetOutput(output io.Writer) { f.output = output }

// visit calls fn for flags in the order of their names.
func visit(flags map[string]*Flag, fn func(*Flag)) {
	// Package maps is not imported, so that its tests can import testing.
	names := make([]string, 0, len(flags))
	for name := range flags {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fn(flags[name])
	}
}

// VisitAll calls fn for all flags, in the order of their names.
func (f *FlagSet) VisitAll(fn func(*Flag)) { visit(f.defined, fn) }

// Visit calls fn for the flags that have been set, in the order of their names.
func (f *FlagSet) Visit(fn func(*Flag)) { visit(f.set, fn) }

// Lookup returns the flag with a name, or nil.
func (f *FlagSet) Lookup(name string) *Flag { return f.defined[name] }

// Set sets a flag.
func (f *FlagSet) Set(name, value string) error { return f.setFlag(name, value) }

// setFlag is Set for functions that programs call directly.
func (f *FlagSet) setFlag(name, value string) error {
	flag, ok := f.defined[name]
	if !ok {
		// Remember the caller, for a definition that comes too late.
		position := ""
		if _, file, line, ok := runtime.Caller(2); ok {
			position = fmt.Sprintf("%s:%d", file, line)
		}
		if f.setTooEarly == nil {
			f.setTooEarly = make(map[string]string)
		}
		f.setTooEarly[name] = position
		return fmt.Errorf("no such flag -%v", name)
	}
	if err := flag.Value.Set(value); err != nil {
		return err
	}
	f.markSet(flag)
	return nil
}

func (f *FlagSet) markSet(flag *Flag) {
	if f.set == nil {
		f.set = make(map[string]*Flag)
	}
	f.set[flag.Name] = flag
}

// Var defines a flag with a variable of any kind.
func (f *FlagSet) Var(value Value, name string, usage string) {
	if strings.HasPrefix(name, "-") {
		panic(f.message("flag %q begins with -", name))
	}
	if strings.Contains(name, "=") {
		panic(f.message("flag %q contains =", name))
	}
	if _, exists := f.defined[name]; exists {
		if f.name == "" {
			panic(f.message("flag redefined: %s", name))
		}
		panic(f.message("%s flag redefined: %s", f.name, name))
	}
	if position, ok := f.setTooEarly[name]; ok && position != "" {
		panic(fmt.Sprintf("flag %s set at %s before being defined", name, position))
	}
	if f.defined == nil {
		f.defined = make(map[string]*Flag)
	}
	f.defined[name] = &Flag{Name: name, Usage: usage, Value: value, DefValue: value.String()}
}

// message prints a message and returns it.
func (f *FlagSet) message(format string, arguments ...any) string {
	text := fmt.Sprintf(format, arguments...)
	fmt.Fprintln(f.Output(), text)
	return text
}

// mistake prints a message about the arguments and the usage, and returns it as
// an error.
func (f *FlagSet) mistake(format string, arguments ...any) error {
	text := f.message(format, arguments...)
	f.usage()
	return errors.New(text)
}

func (f *FlagSet) usage() {
	if f.Usage == nil {
		f.defaultUsage()
	} else {
		f.Usage()
	}
}

// Parse reads the flags from arguments, which do not include the command's name.
// Flags must be defined before it and read after it. The error is ErrHelp for
// -help or -h where that is not defined.
func (f *FlagSet) Parse(arguments []string) error {
	f.parsed = true
	f.args = arguments
	for {
		more, err := f.parseOne()
		if err != nil {
			return f.handle(err)
		}
		if !more {
			return nil
		}
	}
}

// handle does about a mistake what is wanted.
func (f *FlagSet) handle(err error) error {
	switch f.errorHandling {
	case ExitOnError:
		if err == ErrHelp {
			os.Exit(0)
		}
		os.Exit(2)
	case PanicOnError:
		panic(err)
	}
	return err
}

// parseOne reads one flag and reports whether there was one.
func (f *FlagSet) parseOne() (more bool, err error) {
	if len(f.args) == 0 {
		return false, nil
	}
	argument := f.args[0]
	if len(argument) < 2 || argument[0] != '-' {
		return false, nil
	}
	text := strings.TrimPrefix(argument[1:], "-")
	if text != "" && (text[0] == '-' || text[0] == '=') {
		return false, f.mistake("bad flag syntax: %s", argument)
	}
	f.args = f.args[1:]
	if text == "" { // it is "--"
		return false, nil
	}
	name, value, hasValue := strings.Cut(text, "=")
	flag, ok := f.defined[name]
	switch {
	case ok:
		err = f.assign(flag, value, hasValue)
	case name == "help" || name == "h":
		f.usage()
		err = ErrHelp
	default:
		err = f.mistake("flag provided but not defined: -%s", name)
	}
	return err == nil, err
}

// assign sets a flag to its value, which may be the next argument.
func (f *FlagSet) assign(flag *Flag, value string, hasValue bool) error {
	if isBool(flag.Value) {
		if !hasValue {
			if err := flag.Value.Set("true"); err != nil {
				return f.mistake("invalid boolean flag %s: %v", flag.Name, err)
			}
		} else if err := flag.Value.Set(value); err != nil {
			return f.mistake("invalid boolean value %q for -%s: %v", value, flag.Name, err)
		}
		f.markSet(flag)
		return nil
	}
	if !hasValue {
		if len(f.args) == 0 {
			return f.mistake("flag needs an argument: -%s", flag.Name)
		}
		value, f.args = f.args[0], f.args[1:]
	}
	if err := flag.Value.Set(value); err != nil {
		return f.mistake("invalid value %q for flag -%s: %v", value, flag.Name, err)
	}
	f.markSet(flag)
	return nil
}

// Parsed reports whether Parse has been called.
func (f *FlagSet) Parsed() bool { return f.parsed }

// Args returns the arguments behind the flags.
func (f *FlagSet) Args() []string { return f.args }

// NArg returns how many arguments there are behind the flags.
func (f *FlagSet) NArg() int { return len(f.args) }

// Arg returns argument number i behind the flags, "" if there is none.
func (f *FlagSet) Arg(i int) string {
	if i < 0 || i >= len(f.args) {
		return ""
	}
	return f.args[i]
}

// NFlag returns how many flags have been set.
func (f *FlagSet) NFlag() int { return len(f.set) }
