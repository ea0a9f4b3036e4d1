package runtime

// This file holds the interface of profiles. Nothing is sampled: the profiles of
// memory, blocking, mutexes, threads and processor time are those of a program
// where nothing happened to be recorded.

import "unsafe"

// A StackRecord is the stack of a goroutine.
type StackRecord struct {
	Stack0 [32]uintptr // return addresses up to the first 0
}

// Stack returns the addresses alone.
func (r *StackRecord) Stack() []uintptr { return addresses(&r.Stack0) }

func addresses(stack *[32]uintptr) []uintptr {
	for i, pc := range stack {
		if pc == 0 {
			return stack[:i]
		}
	}
	return stack[:]
}

// A MemProfileRecord tells what was allocated at one place.
type MemProfileRecord struct {
	AllocBytes, FreeBytes     int64
	AllocObjects, FreeObjects int64
	Stack0                    [32]uintptr // return addresses up to the first 0
}

// InUseBytes returns how many bytes were not freed yet.
func (r *MemProfileRecord) InUseBytes() int64 { return r.AllocBytes - r.FreeBytes }

// InUseObjects returns how many objects were not freed yet.
func (r *MemProfileRecord) InUseObjects() int64 { return r.AllocObjects - r.FreeObjects }

// Stack returns where they were allocated.
func (r *MemProfileRecord) Stack() []uintptr { return addresses(&r.Stack0) }

// A BlockProfileRecord tells how long goroutines waited at one place.
type BlockProfileRecord struct {
	Count  int64
	Cycles int64
	StackRecord
}

// MemProfile returns how many records the profile of memory has: none.
func MemProfile(p []MemProfileRecord, inuseZero bool) (n int, ok bool) { return 0, true }

// BlockProfile returns how many records the profile of blocking has: none.
func BlockProfile(p []BlockProfileRecord) (n int, ok bool) { return 0, true }

// MutexProfile returns how many records the profile of mutexes has: none.
func MutexProfile(p []BlockProfileRecord) (n int, ok bool) { return 0, true }

// ThreadCreateProfile returns how many records the profile of threads has: none.
func ThreadCreateProfile(p []StackRecord) (n int, ok bool) { return 0, true }

// GoroutineProfile stores the stacks of all goroutines, if p has room for them,
// and returns how many there are. Only that of the calling goroutine, which is
// the first, is known.
//
//go:noinline
func GoroutineProfile(p []StackRecord) (n int, ok bool) {
	n = NumGoroutine()
	if len(p) < n {
		return n, false
	}
	clear(p[:n])
	callersAt(0, &p[0].Stack0[0], len(p[0].Stack0))
	return n, true
}

// SetBlockProfileRate would set how much of the time that goroutines wait is
// recorded.
func SetBlockProfileRate(rate int) {}

var mutexProfileFraction int

// SetMutexProfileFraction sets one in how many events of mutexes would be
// recorded, unless the rate is negative, and returns the previous rate.
func SetMutexProfileFraction(rate int) int {
	previous := mutexProfileFraction
	if rate >= 0 {
		mutexProfileFraction = rate
	}
	return previous
}

// SetCPUProfileRate would set how often running functions are recorded.
func SetCPUProfileRate(hz int) {}

// CPUProfile panics: it is gone.
//
// Deprecated: use runtime/pprof.
func CPUProfile() []byte { panic("CPUProfile no longer available") }

// SetCgoTraceback tells how to trace calls of C functions, of which there are
// none.
func SetCgoTraceback(version int, traceback, context, symbolizer unsafe.Pointer) {
	if version != 0 {
		panic("unsupported version")
	}
}

// StartTrace returns an error: execution traces are not supported.
func StartTrace() error { return traceError{} }

// StopTrace would end a trace.
func StopTrace() {}

// ReadTrace returns nil, as there is no trace.
func ReadTrace() []byte { return nil }

type traceError struct{}

func (traceError) Error() string { return "execution traces are not supported" }
