// This file holds Once.

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
