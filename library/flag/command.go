// This file holds the functions for the command line, which use CommandLine.

package flag

import "os"

// CommandLine is the set of the command's flags.
var CommandLine *FlagSet

func init() {
	// Usage is consulted each time, as it may be replaced.
	CommandLine = NewFlagSet(os.Args[0], ExitOnError)
	CommandLine.Usage = func() { Usage() }
}

// Parse reads the command's flags from os.Args[1:].
func Parse() {
	CommandLine.Parse(os.Args[1:]) // which does not return errors
}

// Parsed is FlagSet.Parsed for the command line.
func Parsed() bool { return CommandLine.Parsed() }

// Args is FlagSet.Args for the command line.
func Args() []string { return CommandLine.args }

// NArg is FlagSet.NArg for the command line.
func NArg() int { return len(CommandLine.args) }

// Arg is FlagSet.Arg for the command line.
func Arg(i int) string { return CommandLine.Arg(i) }

// NFlag is FlagSet.NFlag for the command line.
func NFlag() int { return len(CommandLine.set) }

// VisitAll is FlagSet.VisitAll for the command line.
func VisitAll(fn func(*Flag)) { CommandLine.VisitAll(fn) }

// Visit is FlagSet.Visit for the command line.
func Visit(fn func(*Flag)) { CommandLine.Visit(fn) }

// Lookup is FlagSet.Lookup for the command line.
func Lookup(name string) *Flag { return CommandLine.defined[name] }

// Set is FlagSet.Set for the command line.
func Set(name, value string) error { return CommandLine.setFlag(name, value) }

// PrintDefaults is FlagSet.PrintDefaults for the command line.
func PrintDefaults() { CommandLine.PrintDefaults() }
