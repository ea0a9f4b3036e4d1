// This file holds the generic relatives of OnceFunc.

package sync

// OnceValue returns a function that calls f the first time it is called, and
// always returns what f returned. If f panics, every call panics with the same
// value.
func OnceValue[T any](f func() T) func() T {
	var result T
	state := &onceState{f: func() { result = f() }}
	return func() T {
		state.call()
		return result
	}
}

// OnceValues is OnceValue for functions with two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	var first T1
	var second T2
	state := &onceState{f: func() { first, second = f() }}
	return func() (T1, T2) {
		state.call()
		return first, second
	}
}
