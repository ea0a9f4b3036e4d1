// This file holds OnceFunc and its generic relatives.

package sync

// OnceFunc returns a function that calls f the first time it is called. If f
// panics, every call panics with the same value.
func OnceFunc(f func()) func() {
	first := &firstCall{f: f}
	return func() { first.done(first.call) }
}

// OnceValue returns a function that calls f the first time it is called, and
// always returns what f returned. If f panics, every call panics with the same
// value.
func OnceValue[T any](f func() T) func() T {
	first := &firstValue[T]{f: f}
	return func() T {
		first.done(first.call)
		return first.result
	}
}

// OnceValues is OnceValue for functions with two results.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	first := &firstValues[T1, T2]{f: f}
	return func() (T1, T2) {
		first.done(first.call)
		return first.result1, first.result2
	}
}

// onceState is how the first call ended.
type onceState struct {
	once     Once
	returned bool
	value    any // what it panicked with
}

// done calls call if nobody did, and panics as it did. call sets returned.
func (s *onceState) done(call func()) {
	s.once.Do(call)
	if !s.returned {
		panic(s.value)
	}
}

// end is deferred by the first call.
func (s *onceState) end(value any) {
	s.value = value
	if !s.returned {
		panic(value) // the first call panics with f's own stack
	}
}

// The functions below take f out of the state before they call it, so that it
// can be collected.

type firstCall struct {
	onceState
	f func()
}

func (s *firstCall) call() {
	defer func() { s.end(recover()) }()
	f := s.f
	s.f = nil
	f()
	s.returned = true
}

type firstValue[T any] struct {
	onceState
	f      func() T
	result T
}

func (s *firstValue[T]) call() {
	defer func() { s.end(recover()) }()
	f := s.f
	s.f = nil
	s.result = f()
	s.returned = true
}

type firstValues[T1, T2 any] struct {
	onceState
	f       func() (T1, T2)
	result1 T1
	result2 T2
}

func (s *firstValues[T1, T2]) call() {
	defer func() { s.end(recover()) }()
	f := s.f
	s.f = nil
	s.result1, s.result2 = f()
	s.returned = true
}
