// This file holds what prints tracebacks.

package debug

import (
	"os"
	"runtime"
)

// Stack returns the traceback of the calling goroutine.
//
//go:noinline
func Stack() []byte {
	for size := 2048; ; size *= 2 {
		text := make([]byte, size)
		if n := runtime.Stack(text, false); n < size {
			return text[:n]
		}
	}
}

// PrintStack writes what Stack returns to standard error.
func PrintStack() {
	os.Stderr.Write(Stack())
}
