// This file holds Cond.

package sync

// A Cond lets goroutines wait for something that others announce. The locker L
// protects what they wait for, and must be held when calling Wait.
type Cond struct {
	waiting notifyList
	origin  copyChecker

	// L is held while looking at or changing the condition.
	L Locker
	_ noCopy
}

// NewCond returns a Cond with the locker l.
func NewCond(l Locker) *Cond {
	return &Cond{L: l}
}

// Wait frees c.L, waits for a Signal or Broadcast, and takes c.L again. The
// condition may not hold then, so call it in a loop that checks it.
func (c *Cond) Wait() {
	c.origin.check()
	ticket := notifyAdd(&c.waiting)
	c.L.Unlock()
	notifyWait(&c.waiting, ticket)
	c.L.Lock()
}

// Signal wakes the goroutine that waits longest, if there is one.
func (c *Cond) Signal() {
	c.origin.check()
	notifyOne(&c.waiting)
}

// Broadcast wakes all waiting goroutines.
func (c *Cond) Broadcast() {
	c.origin.check()
	notifyAll(&c.waiting)
}
