// Package signal hands incoming signals to channels.
package signal

import (
	"context"
	"internal/poll"
	"os"
	"sync"
	"syscall"
)

// Functions of the runtime: openEvents makes a descriptor that becomes readable
// with every signal that was enabled, take returns a signal that arrived, or 0.
// disable restores a signal's default effect, ignore takes it away.
func openEvents() int
func take() int
func enable(signal int)
func disable(signal int)
func ignore(signal int)
func ignored(signal int) bool

const signalCount = 65

// A set holds signals by number.
type set [signalCount]bool

// The channels, and how many want each signal.
var state struct {
	sync.Mutex
	channels map[chan<- os.Signal]*set
	wanted   [signalCount]int
	ignored  set // by Ignore, with no Notify after it
	started  bool
}

// number returns a signal's number, -1 for what is none.
func number(sig os.Signal) int {
	if s, ok := sig.(syscall.Signal); ok && s >= 0 && s < signalCount {
		return int(s)
	}
	return -1
}

// each calls f for the numbers of signals, of all signals if there are none.
func each(sigs []os.Signal, f func(n int)) {
	if len(sigs) == 0 {
		for n := range signalCount {
			f(n)
		}
		return
	}
	for _, sig := range sigs {
		if n := number(sig); n >= 0 {
			f(n)
		}
	}
}

// Notify makes incoming signals be sent to c: those given, or all. A channel
// that has no room misses signals.
func Notify(c chan<- os.Signal, sig ...os.Signal) {
	if c == nil {
		panic("os/signal: Notify using nil channel")
	}
	state.Lock()
	defer state.Unlock()
	wanted := state.channels[c]
	if wanted == nil {
		if state.channels == nil {
			state.channels = make(map[chan<- os.Signal]*set)
		}
		wanted = new(set)
		state.channels[c] = wanted
	}
	each(sig, func(n int) {
		if wanted[n] {
			return
		}
		wanted[n] = true
		state.wanted[n]++
		if state.wanted[n] > 1 {
			return
		}
		if !state.started {
			state.started = true
			start()
		}
		state.ignored[n] = false
		enable(n)
	})
}

// start begins to deliver signals.
func start() {
	events := &poll.FD{Sysfd: openEvents()}
	if err := events.Init("signals", true); err != nil {
		panic("os/signal: " + err.Error())
	}
	go deliver(events)
}

func deliver(events *poll.FD) {
	var count [8]byte
	for {
		for n := take(); n != 0; n = take() {
			send(n)
		}
		events.Read(count[:])
	}
}

func send(n int) {
	state.Lock()
	defer state.Unlock()
	for c, wanted := range state.channels {
		if wanted[n] {
			select {
			case c <- syscall.Signal(n):
			default:
			}
		}
	}
}

// forget takes a signal from a channel, and gives it up if no other wants it.
func forget(wanted *set, n int) {
	if wanted[n] {
		wanted[n] = false
		state.wanted[n]--
		if state.wanted[n] == 0 {
			disable(n)
		}
	}
}

// Stop makes signals no longer be sent to c.
func Stop(c chan<- os.Signal) {
	state.Lock()
	defer state.Unlock()
	wanted := state.channels[c]
	if wanted == nil {
		return
	}
	// What arrived before is still sent.
	for n := take(); n != 0; n = take() {
		for other, wanted := range state.channels {
			if wanted[n] {
				select {
				case other <- syscall.Signal(n):
				default:
				}
			}
		}
	}
	for n := range signalCount {
		forget(wanted, n)
	}
	delete(state.channels, c)
}

// withdraw ends every Notify of the signals.
func withdraw(sigs []os.Signal, then func(n int)) {
	state.Lock()
	defer state.Unlock()
	each(sigs, func(n int) {
		for c, wanted := range state.channels {
			forget(wanted, n)
			if *wanted == (set{}) {
				delete(state.channels, c)
			}
		}
		then(n)
	})
}

// Ignore makes signals have no effect: those given, or all.
func Ignore(sig ...os.Signal) {
	withdraw(sig, func(n int) {
		state.ignored[n] = true
		ignore(n)
	})
}

// Ignored reports whether a signal was ignored by Ignore, or has no effect for
// another reason.
func Ignored(sig os.Signal) bool {
	n := number(sig)
	if n < 0 {
		return false
	}
	state.Lock()
	defer state.Unlock()
	return state.ignored[n] || ignored(n)
}

// Reset undoes Notify and Ignore for signals, or all.
func Reset(sig ...os.Signal) { withdraw(sig, disable) }

// NotifyContext returns a copy of a context that is done when one of the
// signals arrives, or stop is called.
func NotifyContext(parent context.Context, signals ...os.Signal) (ctx context.Context, stop context.CancelFunc) {
	inner, cancel := context.WithCancelCause(parent)
	c := &signalContext{Context: inner, cancel: cancel, signals: signals, arrived: make(chan os.Signal, 1)}
	Notify(c.arrived, signals...)
	if inner.Err() == nil {
		go func() {
			select {
			case s := <-c.arrived:
				cancel(signalError(s.String() + " signal received"))
			case <-c.Done():
			}
		}()
	}
	return c, c.stop
}

// signalContext is the context of NotifyContext.
type signalContext struct {
	context.Context
	cancel  context.CancelCauseFunc
	signals []os.Signal
	arrived chan os.Signal
}

// signalError is the cause of the end of a context.
type signalError string

func (e signalError) Error() string { return string(e) }

// Is makes the cause a cancellation, which it explains.
func (e signalError) Is(target error) bool { return target == context.Canceled }

func (c *signalContext) stop() {
	c.cancel(nil)
	Stop(c.arrived)
}

func (c *signalContext) String() string {
	// The outermost context is this one's own.
	text := "signal.NotifyContext("
	if s, ok := c.Context.(interface{ String() string }); ok {
		const own = ".WithCancel"
		name := s.String()
		text += name[:len(name)-len(own)]
	}
	for i, s := range c.signals {
		if i == 0 {
			text += ", ["
		} else {
			text += " "
		}
		text += s.String()
	}
	if len(c.signals) > 0 {
		text += "]"
	}
	return text + ")"
}
