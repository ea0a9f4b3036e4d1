// Package sync lets goroutines wait for each other: locks, condition
// variables, groups, and what is built on them. Values of its types must not be
// copied after their first use.
//
// This file declares what the runtime provides.
package sync

import "unsafe"

// Reasons for waiting, which tracebacks show.
const (
	waitSemaphore = iota
	waitMutex
	waitReadLock
	waitWriteLock
	waitGroup
)

// semacquire waits until *counter is positive and decrements it. Goroutines
// are served in the order of their arrival, unless one asks to be first.
func semacquire(counter *uint32, first bool, reason int)

// semrelease increments *counter, or lets a waiting goroutine go on instead.
func semrelease(counter *uint32)

// pause lets a moment pass without giving the processor up, and reports whether
// it did: it does not if other goroutines could use the processor, or if nobody
// runs on another one.
func pause() bool

// nanotime reads the monotonic clock.
func nanotime() int64

// notifyList holds the goroutines that wait on a Cond. The runtime knows its
// layout.
type notifyList struct {
	wait     uint32 // the ticket to give out next
	notified uint32 // the ticket to call next
	lock     uint32
	_        uint32
	first    uintptr
	last     uintptr
}

func notifyAdd(list *notifyList) uint32
func notifyWait(list *notifyList, ticket uint32)
func notifyOne(list *notifyList)
func notifyAll(list *notifyList)

// fatal ends the program with a message, and cannot be recovered.
func fatal(text string)

// noCopy makes vet complain about copies of what contains it.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// copyChecker notices that it was copied: it holds its own address once used.
type copyChecker uintptr

func (c *copyChecker) check() {
	here := uintptr(unsafe.Pointer(c))
	if uintptr(*c) == 0 {
		*c = copyChecker(here)
	}
	if uintptr(*c) != here {
		panic("sync.Cond is copied")
	}
}

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}
