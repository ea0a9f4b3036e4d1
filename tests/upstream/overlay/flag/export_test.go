package flag

import (
	"io"
	"os"
)

// DefaultUsage is Usage as it was in the beginning.
var DefaultUsage = Usage

// ResetForTesting forgets all flags.
func ResetForTesting(usage func()) {
	Usage = usage
	CommandLine = NewFlagSet(os.Args[0], ContinueOnError)
	CommandLine.Usage = func() { Usage() }
	CommandLine.SetOutput(io.Discard)
}
