package runtime

const PtrSize = 8

var escaped any

// Escape has a value live on the heap.
func Escape[T any](x T) T {
	if never {
		escaped = x
	}
	return x
}

var never bool

// The tests set these.
var (
	FmtSprintf             func(format string, a ...any) string
	TestenvOptimizationOff func() bool
)

// DoubleCheckReadMemStats is set by a test.
var DoubleCheckReadMemStats = new(bool)

// SetTracebackEnv would say how much is printed if the tests crash.
func SetTracebackEnv(level string) {}

// Raceenabled would say that the race detector is there.
const Raceenabled = false
