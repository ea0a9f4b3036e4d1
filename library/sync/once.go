// This file holds Once and the functions built on it that are not generic.

package sync

import "sync/atomic"

// A Once does something exactly once.
type Once struct {
	finished atomic.Bool
	running  Mutex
}

// Do calls f if it is the first call of Do for o. It returns when f has
// returned, also if another goroutine called it. If f panics, it counts as
// having returned. A call of o.Do in f waits for itself.
func (o *Once) Do(f func()) {
	if o.finished.Load() {
		return
	}
	o.doFirst(f)
}

func (o *Once) doFirst(f func()) {
	o.running.Lock()
	defer o.running.Unlock()
	if o.finished.Load() {
		return
	}
	defer o.finished.Store(true)
	f()
}

// OnceFunc returns a function that calls f the first time it is called. If f
// panics, every call panics with the same value.
func OnceFunc(f func()) func() {
	state := &onceState{f: f}
	return func() { state.call() }
}

// onceState is what is left to do, or how it ended.
type onceState struct {
	once  Once
	f     func()
	valid bool // f returned
	value any  // what it panicked with
}

func (s *onceState) call() {
	s.once.Do(s.run)
	if !s.valid {
		panic(s.value)
	}
}

func (s *onceState) run() {
	defer func() {
		s.f = nil // let it be collected
		s.value = recover()
		if !s.valid {
			panic(s.value) // the first call panics with f's own stack
		}
	}()
	s.f()
	s.valid = true
}
