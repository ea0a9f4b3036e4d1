// This file holds RWMutex.

package sync

import "sync/atomic"

// A RWMutex can be held by one writer or by any number of readers. The zero
// RWMutex is free. A writer that waits keeps new readers out, so that it gets
// its turn; therefore readers must not lock twice.
type RWMutex struct {
	writer        Mutex // held by the writer, or the one that waits
	writerSema    uint32
	readerSema    uint32
	readers       atomic.Int32 // active ones; maxReaders less while a writer is there
	readersBefore atomic.Int32 // active ones that the writer waits for
}

const maxReaders = 1 << 30

// RLock waits until no writer holds or wants rw, and takes it for reading.
func (rw *RWMutex) RLock() {
	if rw.readers.Add(1) < 0 {
		semacquire(&rw.readerSema, false, waitReadLock)
	}
}

// TryRLock takes rw for reading if that needs no waiting, and reports whether
// it did.
func (rw *RWMutex) TryRLock() bool {
	for {
		n := rw.readers.Load()
		if n < 0 {
			return false
		}
		if rw.readers.CompareAndSwap(n, n+1) {
			return true
		}
	}
}

// RUnlock undoes one RLock. It is a fatal error if rw is not locked for
// reading.
func (rw *RWMutex) RUnlock() {
	n := rw.readers.Add(-1)
	if n >= 0 {
		return
	}
	if n == -1 || n == -maxReaders-1 {
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	if rw.readersBefore.Add(-1) == 0 {
		semrelease(&rw.writerSema)
	}
}

// Lock waits until nobody holds rw and takes it for writing.
func (rw *RWMutex) Lock() {
	rw.writer.Lock()
	// From now on new readers wait; those that are active are let go.
	active := rw.readers.Add(-maxReaders) + maxReaders
	if active != 0 && rw.readersBefore.Add(active) != 0 {
		semacquire(&rw.writerSema, false, waitWriteLock)
	}
}

// TryLock takes rw for writing if that needs no waiting, and reports whether
// it did.
func (rw *RWMutex) TryLock() bool {
	if !rw.writer.TryLock() {
		return false
	}
	if rw.readers.CompareAndSwap(0, -maxReaders) {
		return true
	}
	rw.writer.Unlock()
	return false
}

// Unlock undoes a Lock. It is a fatal error if rw is not locked for writing.
func (rw *RWMutex) Unlock() {
	waiting := rw.readers.Add(maxReaders)
	if waiting >= maxReaders {
		fatal("sync: Unlock of unlocked RWMutex")
	}
	for ; waiting > 0; waiting-- {
		semrelease(&rw.readerSema)
	}
	rw.writer.Unlock()
}

// RLocker returns a Locker whose methods are rw's RLock and RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*readLocker)(rw) }

type readLocker RWMutex

func (r *readLocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *readLocker) Unlock() { (*RWMutex)(r).RUnlock() }
