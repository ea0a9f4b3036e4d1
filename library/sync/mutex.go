// This file holds Mutex.

package sync

import "sync/atomic"

// A Mutex can be held by one goroutine at a time. The zero Mutex is free.
//
// Whoever finds it free takes it, and newcomers usually come before those that
// waited, since they run already; that is fast. At most one goroutine competes
// for it after waiting, or spins for it, and while there is one Unlock wakes no
// other. A competitor that has waited for a millisecond reserves the mutex: from
// then on each holder passes it on to the goroutine that has waited longest, and
// newcomers queue up, until it gets to one that has not waited so long.
type Mutex struct {
	_     noCopy
	state int32
	sema  uint32
}

const (
	mutexHeld     = 1 << iota
	mutexCompeted // a goroutine that is awake wants the mutex
	mutexReserved // Unlock passes the mutex on; it is held, then, and stays so
	mutexWaiter   // one waiting goroutine

	mutexSpins    = 4
	mutexPatience = 1_000_000 // nanoseconds
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
	return old&mutexHeld == 0 && atomic.CompareAndSwapInt32(&m.state, old, old|mutexHeld)
}

func (m *Mutex) lockSlow() {
	competes, patient, since := false, true, int64(0)
	for {
		competes = m.spin(competes)
		old := atomic.LoadInt32(&m.state)
		wanted := old | mutexHeld
		if old&mutexHeld != 0 {
			wanted += mutexWaiter
			if competes && !patient {
				wanted |= mutexReserved
			}
		}
		if competes {
			wanted &^= mutexCompeted
		}
		if !atomic.CompareAndSwapInt32(&m.state, old, wanted) {
			continue
		}
		if old&mutexHeld == 0 {
			return
		}
		waitedBefore := since != 0
		if !waitedBefore {
			since = nanotime()
		}
		semacquire(&m.sema, waitedBefore, waitMutex)
		patient = nanotime()-since < mutexPatience
		// Nobody competes for a reserved mutex, so this goroutine was woken to have it.
		if atomic.LoadInt32(&m.state)&mutexReserved != 0 {
			m.own(patient)
			return
		}
		competes = true
	}
}

// spin waits a little for m to become free, if that is likely to happen soon. It
// reports whether the caller competes for m, which keeps Unlock from waking
// another goroutine meanwhile.
func (m *Mutex) spin(competes bool) bool {
	for range mutexSpins {
		old := atomic.LoadInt32(&m.state)
		if old&(mutexHeld|mutexReserved) != mutexHeld || !pause() {
			break
		}
		if old >= mutexWaiter && old&mutexCompeted == 0 {
			competes = atomic.CompareAndSwapInt32(&m.state, old, old|mutexCompeted) || competes
		}
	}
	return competes
}

// own makes m, which was passed on to the caller, an ordinary held mutex, unless
// the caller waited long and others do still.
func (m *Mutex) own(patient bool) {
	for {
		old := atomic.LoadInt32(&m.state)
		if !patient && old >= mutexWaiter ||
			atomic.CompareAndSwapInt32(&m.state, old, old&^mutexReserved) {
			return
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
		wanted, wakes := old&^(mutexHeld|mutexReserved), false
		switch {
		case old < mutexWaiter:
		case old&mutexReserved != 0:
			wanted, wakes = old-mutexWaiter, true
		case old&mutexCompeted == 0:
			wanted, wakes = (wanted-mutexWaiter)|mutexCompeted, true
		}
		if atomic.CompareAndSwapInt32(&m.state, old, wanted) {
			if wakes {
				semrelease(&m.sema)
			}
			return
		}
	}
}
