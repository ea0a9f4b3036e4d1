// This file holds WaitGroup.

package sync

import "sync/atomic"

// A WaitGroup counts tasks and lets goroutines wait until all are done. The
// zero WaitGroup has none.
type WaitGroup struct {
	_     noCopy
	state atomic.Uint64 // the tasks in the upper half, waiting goroutines in the lower
	sema  uint32
}

// Add adds delta, which may be negative, to the number of tasks. When it
// becomes 0, waiting goroutines go on; it panics if the number is negative.
// Additions to an empty group must happen before the Wait they are meant for.
func (wg *WaitGroup) Add(delta int) {
	state := wg.state.Add(uint64(delta) << 32)
	tasks := int32(state >> 32)
	waiters := uint32(state)
	if tasks < 0 {
		panic("sync: negative WaitGroup counter")
	}
	if waiters != 0 && delta > 0 && tasks == int32(delta) {
		panic("sync: WaitGroup misuse: Add called concurrently with Wait")
	}
	if tasks > 0 || waiters == 0 {
		return
	}
	if wg.state.Load() != state {
		panic("sync: WaitGroup misuse: Add called concurrently with Wait")
	}
	wg.state.Store(0)
	for ; waiters != 0; waiters-- {
		semrelease(&wg.sema)
	}
}

// Done says that one task is done.
func (wg *WaitGroup) Done() {
	wg.Add(-1)
}

// Wait returns when no task is left.
func (wg *WaitGroup) Wait() {
	for {
		state := wg.state.Load()
		if state>>32 == 0 {
			return
		}
		if wg.state.CompareAndSwap(state, state+1) {
			semacquire(&wg.sema, false, waitGroup)
			if wg.state.Load() != 0 {
				panic("sync: WaitGroup is reused before previous Wait has returned")
			}
			return
		}
	}
}

// Go calls f in a new goroutine, as one task of the group. f must not panic.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer wg.finish()
		f()
	}()
}

// finish ends a task of Go. If it panicked, the program is about to end with
// that, which goroutines that wait must not be let go to prevent.
func (wg *WaitGroup) finish() {
	if v := recover(); v != nil {
		panic(v)
	}
	wg.Done()
}
