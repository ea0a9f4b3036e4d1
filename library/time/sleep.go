// This file holds Sleep, Timer and Ticker, over the runtime's timers.

package time

import "unsafe"

// Sleep pauses the calling goroutine for at least d.
func Sleep(d Duration) { sleep(d) }

func sleep(d Duration)

// timerChannel makes a channel for a timer: without a buffer to look at, but
// with room for one time that has not been received.
func timerChannel(descriptor unsafe.Pointer) unsafe.Pointer

// newTimer makes a timer that sends times with a location on a channel, or
// starts a goroutine that calls f if the channel is nil.
func newTimer(channel, location unsafe.Pointer, f func()) unsafe.Pointer

// setTimer makes a timer expire after a delay, and every period after that if
// it is positive. It reports whether the timer was running, as stopTimer does.
// When they return, nothing from before can be received any more.
func setTimer(timer unsafe.Pointer, delay, period int64) bool

// stopTimer stops a timer.
func stopTimer(timer unsafe.Pointer) bool

// newChannel makes the channel of a timer.
func newChannel() (c chan Time, address unsafe.Pointer) {
	var sample any = Time{}
	address = timerChannel(*(*unsafe.Pointer)(unsafe.Pointer(&sample)))
	return *(*chan Time)(unsafe.Pointer(&address)), address
}

// A Timer stands for one event in the future: a time sent on C, or a function
// called if AfterFunc made it.
type Timer struct {
	C     <-chan Time
	timer unsafe.Pointer
}

// NewTimer returns a timer that sends the time on its channel after d.
func NewTimer(d Duration) *Timer {
	c, address := newChannel()
	t := &Timer{C: c, timer: newTimer(address, unsafe.Pointer(Local), nil)}
	setTimer(t.timer, int64(d), 0)
	return t
}

// AfterFunc calls f in its own goroutine after d. The timer's channel is not
// used; Stop can prevent the call.
func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{timer: newTimer(nil, nil, f)}
	setTimer(t.timer, int64(d), 0)
	return t
}

// After returns a channel on which the time is sent after d.
func After(d Duration) <-chan Time {
	return NewTimer(d).C
}

// Stop keeps the timer from firing. It returns true if it did, false if the
// timer had fired or been stopped before. Nothing is received from C after it.
// Stop does not wait for a function that AfterFunc has already started.
func (t *Timer) Stop() bool {
	if t.timer == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	return stopTimer(t.timer)
}

// Reset makes the timer fire after d. It returns what Stop would have.
func (t *Timer) Reset(d Duration) bool {
	if t.timer == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	return setTimer(t.timer, int64(d), 0)
}

// A Ticker sends the time on C at intervals. It leaves out ticks for receivers
// that are too slow.
type Ticker struct {
	C     <-chan Time
	timer unsafe.Pointer
}

// NewTicker returns a ticker with intervals of d, which must be positive.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c, address := newChannel()
	t := &Ticker{C: c, timer: newTimer(address, unsafe.Pointer(Local), nil)}
	setTimer(t.timer, int64(d), int64(d))
	return t
}

// Tick returns the channel of a new ticker, or nil if d is not positive.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

// Stop ends the ticks. It does not close the channel.
func (t *Ticker) Stop() {
	if t.timer != nil {
		stopTimer(t.timer)
	}
}

// Reset sets the interval to d, beginning now.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.timer == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	setTimer(t.timer, int64(d), int64(d))
}
