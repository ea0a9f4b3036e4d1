// This file holds the contexts that can be cancelled.
//
// Such a context keeps a list of those derived from it, and cancels them with
// itself. Below a context of another package it registers with that one's
// AfterFunc method, or has a goroutine wait for its Done.

package context

import (
	"sync"
	"time"
)

// A CancelFunc cancels a context and does not wait for the work to stop. It may
// be called by several goroutines, and again, which does nothing.
type CancelFunc func()

// A CancelCauseFunc is a CancelFunc that says why, for Cause. The first one
// to be called on a context or one of those it comes from decides.
type CancelCauseFunc func(cause error)

// WithCancel returns a context that is cancelled when cancel is called or parent
// is cancelled. cancel frees what the context needs; it must be called.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := newCancelCtx(parent)
	return c, func() { c.cancel(Canceled, nil, true) }
}

// WithCancelCause is WithCancel with a function that is told the cause. A nil
// cause is Canceled.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := newCancelCtx(parent)
	return c, func(cause error) { c.cancel(Canceled, cause, true) }
}

// Cause returns why c was cancelled: what the first CancelCauseFunc or deadline
// that concerned c gave as the cause, c.Err() if it gave none, and nil if c is not
// cancelled.
func Cause(c Context) error {
	if own, ok := c.Value(&cancelKey).(*cancelCtx); ok {
		own.mutex.Lock()
		cause := own.cause
		own.mutex.Unlock()
		if cause != nil {
			return cause
		}
		// c may be one of another package that was cancelled on its own.
	}
	return c.Err()
}

// cancelKey is the key for which contexts that can be cancelled return
// themselves.
var cancelKey int

// A dependent is told when the context above it is cancelled.
type dependent interface {
	// cancel passes the parent's error and cause on. If detach is set, the
	// parent's list must not keep the dependent.
	cancel(err, cause error, detach bool)
}

type cancelCtx struct {
	Context // the parent

	mutex      sync.Mutex
	done       chan struct{}
	err        error // not nil when cancelled
	cause      error
	dependents map[dependent]struct{}
	// detach ends the connection with the parent, nil if there is none.
	detach func()
}

// newCancelCtx returns a context that is cancelled with its parent.
func newCancelCtx(parent Context) *cancelCtx {
	mustHaveParent(parent)
	c := &cancelCtx{Context: parent, done: make(chan struct{})}
	c.follow(c)
	return c
}

// follow sees to it that self, which is c or has it embedded, is cancelled with
// the parent.
func (c *cancelCtx) follow(self dependent) {
	parent := c.Context
	done := parent.Done()
	if done == nil {
		return
	}
	select {
	case <-done:
		self.cancel(parent.Err(), Cause(parent), false)
		return
	default:
	}
	if above := ownAbove(parent, done); above != nil {
		above.add(self, c)
		return
	}
	fromParent := func() { self.cancel(parent.Err(), Cause(parent), false) }
	var detach func()
	if p, ok := parent.(interface{ AfterFunc(func()) func() bool }); ok {
		stop := p.AfterFunc(fromParent)
		detach = func() { stop() }
	} else {
		go func() {
			select {
			case <-done:
				fromParent()
			case <-c.done:
			}
		}()
		return
	}
	c.mutex.Lock()
	c.detach = detach
	c.mutex.Unlock()
}

// ownAbove returns the context of this package whose Done is also the parent's.
// Between them there may be contexts that only add values; one that has its own
// Done must be asked itself.
func ownAbove(parent Context, done <-chan struct{}) *cancelCtx {
	above, ok := parent.Value(&cancelKey).(*cancelCtx)
	if !ok || above.Done() != done {
		return nil
	}
	return above
}

// add makes self a dependent of c, or cancels it if c is cancelled by now. inner
// is the cancelCtx of self.
func (c *cancelCtx) add(self dependent, inner *cancelCtx) {
	c.mutex.Lock()
	err, cause := c.err, c.cause
	if err == nil {
		if c.dependents == nil {
			c.dependents = make(map[dependent]struct{})
		}
		c.dependents[self] = struct{}{}
		inner.detach = func() { c.remove(self) }
	}
	c.mutex.Unlock()
	if err != nil {
		self.cancel(err, cause, false)
	}
}

func (c *cancelCtx) remove(d dependent) {
	c.mutex.Lock()
	delete(c.dependents, d)
	c.mutex.Unlock()
}

func (c *cancelCtx) cancel(err, cause error, detach bool) {
	c.cancelFirst(err, cause, detach)
}

// cancelFirst cancels c and what depends on it, and reports whether it is the
// first to do so.
func (c *cancelCtx) cancelFirst(err, cause error, detach bool) bool {
	if cause == nil {
		cause = err
	}
	c.mutex.Lock()
	if c.err != nil {
		c.mutex.Unlock()
		return false
	}
	c.err, c.cause = err, cause
	close(c.done)
	// The lock is held until all are cancelled: who sees c cancelled through
	// cancel's return sees them cancelled, too.
	for d := range c.dependents {
		d.cancel(err, cause, false)
	}
	c.dependents = nil
	leave := c.detach
	c.detach = nil
	c.mutex.Unlock()
	if detach && leave != nil {
		leave()
	}
	return true
}

func (c *cancelCtx) Done() <-chan struct{} { return c.done }

func (c *cancelCtx) Err() error {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.err
}

func (c *cancelCtx) Value(key any) any { return lookUp(c, key) }
func (c *cancelCtx) String() string    { return describe(c.Context) + ".WithCancel" }

// AfterFunc has f called in its own goroutine when ctx is cancelled, at once if
// it is already. stop prevents that and reports whether it did; it does not wait
// for f. If ctx has a method AfterFunc of this form, that is used.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	call := &afterCancel{f: f}
	call.Context, call.done = ctx, make(chan struct{})
	call.follow(call)
	return func() bool {
		stopped := call.take()
		if stopped {
			call.cancelFirst(Canceled, nil, true)
		}
		return stopped
	}
}

// afterCancel is the dependent behind AfterFunc.
type afterCancel struct {
	cancelCtx
	f     func()
	taken sync.Once // by the call of f, or by stop
}

// take reports whether it is called for the first time.
func (a *afterCancel) take() bool {
	first := false
	a.taken.Do(func() { first = true })
	return first
}

func (a *afterCancel) cancel(err, cause error, detach bool) {
	a.cancelFirst(err, cause, detach)
	if a.take() {
		go a.f()
	}
}

// WithDeadline returns a context that is cancelled at d, when cancel is called
// or when parent is cancelled. It has the parent's deadline if that is earlier.
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithDeadlineCause is WithDeadline with what Cause returns if the deadline is
// the reason.
func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	mustHaveParent(parent)
	if earlier, ok := parent.Deadline(); ok && earlier.Before(d) {
		return WithCancel(parent)
	}
	c := &timerCtx{deadline: d}
	c.Context, c.done = parent, make(chan struct{})
	c.follow(c)
	expire := func() { c.cancel(DeadlineExceeded, cause, true) }
	left := time.Until(d)
	if left <= 0 {
		expire()
		return c, func() {}
	}
	c.mutex.Lock()
	if c.err == nil {
		c.timer = time.AfterFunc(left, expire)
	}
	c.mutex.Unlock()
	return c, func() { c.cancel(Canceled, nil, true) }
}

// WithTimeout is WithDeadline with a deadline that lies timeout ahead.
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithTimeoutCause(parent, timeout, nil)
}

// WithTimeoutCause is WithTimeout with what Cause returns if the timeout is the
// reason.
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return WithDeadlineCause(parent, time.Now().Add(timeout), cause)
}

// timerCtx is a cancelCtx with a deadline.
type timerCtx struct {
	cancelCtx
	deadline time.Time
	timer    *time.Timer // nil when it is not needed any more
}

func (c *timerCtx) cancel(err, cause error, detach bool) {
	if !c.cancelFirst(err, cause, detach) {
		return
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
}

func (c *timerCtx) Deadline() (deadline time.Time, ok bool) { return c.deadline, true }

func (c *timerCtx) String() string {
	return describe(c.Context) + ".WithDeadline(" + c.deadline.String() + " [" + time.Until(c.deadline).String() + "])"
}
