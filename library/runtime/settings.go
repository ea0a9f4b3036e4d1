// The runtime's side of package internal/godebug of the Go distribution, which
// keeps the settings of the environment variable GODEBUG that packages ask for.
package runtime

import "unsafe"

// settingsChanged is internal/godebug's: it takes the default settings and
// those of the environment.
var settingsChanged func(defaults, environment string)

// setUpdate remembers whom to tell of changed settings, and tells the present
// ones.
//
//go:linkname setUpdate internal/godebug.setUpdate
func setUpdate(update func(defaults, environment string)) {
	settingsChanged = update
	update("", environmentVariable("GODEBUG"))
}

// environmentChanged is called when the program has changed a variable of its
// environment.
func environmentChanged(key, value string) {
	if key == "GODEBUG" && settingsChanged != nil {
		settingsChanged("", value)
	}
}

// registerMetric would make a counter known to runtime/metrics.
//
//go:linkname registerMetric internal/godebug.registerMetric
func registerMetric(name string, read func() uint64) {}

// setNewIncNonDefault would let the runtime count its own use of settings.
//
//go:linkname setNewIncNonDefault internal/godebug.setNewIncNonDefault
func setNewIncNonDefault(counter func(name string) func()) {}

// blockingCall makes a system call that may wait.
//
//go:linkname blockingCall syscall.blockingCall
//go:noescape
func blockingCall(number, a, b, c, d, e uintptr) uintptr

// write is the system call; a negative result is an error number.
func write(descriptor uintptr, p unsafe.Pointer, n int32) int32 {
	const number = 1
	return int32(blockingCall(number, descriptor, uintptr(p), uintptr(n), 0, 0))
}
