// This file holds Mutex.

package sync

import "sync/atomic"

// A Mutex can be held by one goroutine at a time. The zero Mutex is free.
//
// The state's lowest bit says that it is held, the others count the goroutines
// that wait. A goroutine that was woken competes with newcomers, which usually
// win, since they run already; that is fast. If it loses it waits in front of
// all others, and after several defeats it takes the lock by marking the mutex
// as handed over, which keeps newcomers out.
type Mutex struct {
	_     noCopy
	state int32
	sema  uint32
}

const (
	mutexHeld     = 1
	mutexHandover = 2 // an unlock leaves the mutex held, for the goroutine it wakes
	mutexWaiter   = 4 // one waiting goroutine

	mutexDefeats = 4 // after as many a goroutine asks for a handover
)

// Lock waits until m is free and takes it.
func (m *Mutex) Lock() {
	if !atomic.CompareAndSwapInt32(&m.state, 0, mutexHeld) {
		m.lockSlow()
	}
}

// TryLock takes m if it is free, and reports whether it did.
func (m *Mutex) TryLock() bool {
	old := atomic.LoadInt32(&m.state)
	return old&(mutexHeld|mutexHandover) == 0 &&
		atomic.CompareAndSwapInt32(&m.state, old, old|mutexHeld)
}

func (m *Mutex) lockSlow() {
	defeats := 0
	for {
		old := atomic.LoadInt32(&m.state)
		if old&(mutexHeld|mutexHandover) == 0 {
			if atomic.CompareAndSwapInt32(&m.state, old, old|mutexHeld) {
				return
			}
			continue
		}
		wanted := old + mutexWaiter
		if defeats >= mutexDefeats {
			wanted |= mutexHandover
		}
		if !atomic.CompareAndSwapInt32(&m.state, old, wanted) {
			continue
		}
		semacquire(&m.sema, defeats > 0, waitMutex)
		// The unlock that woke this goroutine took it off the count.
		if atomic.LoadInt32(&m.state)&mutexHandover != 0 && m.takeOver() {
			return
		}
		defeats++
	}
}

// takeOver ends a handover: the mutex now belongs to the caller. It reports
// whether there was one.
func (m *Mutex) takeOver() bool {
	for {
		old := atomic.LoadInt32(&m.state)
		if old&mutexHandover == 0 || old&mutexHeld != 0 {
			return false
		}
		if atomic.CompareAndSwapInt32(&m.state, old, old&^mutexHandover|mutexHeld) {
			return true
		}
	}
}

// Unlock frees m. It is a fatal error if m is not locked. Any goroutine may
// unlock a mutex, not only the one that locked it.
func (m *Mutex) Unlock() {
	if !atomic.CompareAndSwapInt32(&m.state, mutexHeld, 0) {
		m.unlockSlow()
	}
}

func (m *Mutex) unlockSlow() {
	for {
		old := atomic.LoadInt32(&m.state)
		if old&mutexHeld == 0 {
			fatal("sync: unlock of unlocked mutex")
		}
		wanted := old &^ mutexHeld
		wake := old >= mutexWaiter
		if wake {
			wanted -= mutexWaiter
		} else {
			wanted &^= mutexHandover
		}
		if atomic.CompareAndSwapInt32(&m.state, old, wanted) {
			if wake {
				semrelease(&m.sema)
			}
			return
		}
	}
}
