package flag

import (
	"io"
	"os"
)

var DefaultUsage = Usage

// ResetForTesting begins anew, with a usage function.
func ResetForTesting(usage func()) {
	CommandLine = NewFlagSet(os.Args[0], ContinueOnError)
	CommandLine.SetOutput(io.Discard)
	CommandLine.Usage = func() { Usage() }
	Usage = usage
}
