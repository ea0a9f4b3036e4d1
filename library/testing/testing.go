package testing

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

// A T is handed to test functions: it takes down what they find.
type T struct {
	common
	parallel bool
	session  *session
}

// An InternalTest is a test function with its name, as the generated main
// function lists them.
type InternalTest struct {
	Name string
	F    func(*T)
}

// A session is one repetition of all tests: it chooses them and shares out what
// may run in parallel.
type session struct {
	selection *selection
	deadline  time.Time
	fuzzing   bool

	mu      sync.Mutex
	free    sync.Cond
	running int
	limit   int
}

func newSession(s *selection, limit int) *session {
	session := &session{selection: s, limit: limit, running: 1}
	session.free.L = &session.mu
	return session
}

// take waits until one more test may run.
func (s *session) take() {
	s.mu.Lock()
	for s.running >= s.limit {
		s.free.Wait()
	}
	s.running++
	s.mu.Unlock()
}

// give lets another test run.
func (s *session) give() {
	s.mu.Lock()
	s.running--
	s.mu.Unlock()
	s.free.Signal()
}

// Tests that are running, for the message when time is up.
var running sync.Map // names to starting times

// Deadline returns when the time of -timeout is up; ok is false without limit.
func (t *T) Deadline() (deadline time.Time, ok bool) {
	deadline = t.session.deadline
	return deadline, !deadline.IsZero()
}

// Parallel lets the test pause until those that are not parallel are over, and
// then run beside others.
func (t *T) Parallel() {
	if t.parallel {
		panic("testing: t.Parallel called multiple times")
	}
	for outer := &t.common; outer != nil; outer = outer.parent {
		if outer.changed {
			panic(parallelConflict)
		}
	}
	t.parallel = true
	t.mu.Lock()
	t.denied = true
	t.mu.Unlock()
	if t.parent.barrier == nil {
		// It is called by a fuzz target, one input at a time.
		return
	}

	t.duration += time.Since(t.started)
	t.parent.mu.Lock()
	t.parent.subtests = append(t.parent.subtests, t)
	t.parent.mu.Unlock()
	if t.printer != nil {
		t.printer.frame(t.name, "=== PAUSE %s\n", t.name)
	}
	running.Delete(t.name)
	t.signal <- true // the parent goes on
	<-t.parent.barrier
	t.session.take()
	if t.printer != nil {
		t.printer.frame(t.name, "=== CONT  %s\n", t.name)
	}
	t.started = time.Now()
	running.Store(t.name, t.started)
}

// Setenv sets an environment variable until the test is over.
func (t *T) Setenv(key, value string) { t.common.Setenv(key, value) }

// Chdir changes the working directory until the test is over.
func (t *T) Chdir(dir string) { t.common.Chdir(dir) }

// Run runs f as a subtest and reports whether it did not fail (so far, if it
// paused).
func (t *T) Run(name string, f func(t *T)) bool {
	t.mu.RLock()
	cleaning := t.cleaning != nil
	t.mu.RUnlock()
	if cleaning {
		panic("testing: t.Run called during t.Cleanup")
	}
	full, ok, _ := t.session.selection.fullName(&t.common, name)
	if !ok || stopsEarly() {
		return true
	}
	t.mu.Lock()
	t.ran = true
	t.mu.Unlock()
	var calls [50]uintptr
	creator := calls[:runtime.Callers(2, calls[:])]
	sub := &T{
		common: common{
			creator: creator,
			name:    full,
			level:   t.level + 1,
			parent:  &t.common,
			printer: t.printer,
			barrier: make(chan bool),
			signal:  make(chan bool, 1),
		},
		session: t.session,
	}
	if sub.printer != nil {
		sub.printer.frame(full, "=== RUN   %s\n", full)
	}
	running.Store(full, time.Now())
	go tRunner(sub, f)
	// A test that ended its parent's goroutine leaves nothing to wait for.
	if !<-sub.signal {
		runtime.Goexit()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return !sub.Failed()
}

// tRunner runs a test in a goroutine of its own.
func tRunner(t *T, f func(t *T)) {
	t.started = time.Now()
	defer func() {
		finish(t, recover())
	}()
	defer func() {
		if len(t.subtests) == 0 {
			t.runCleanups()
		}
	}()
	f(t)
	t.mu.Lock()
	t.ended = true
	t.mu.Unlock()
}

// An exitError is what a test panics with that ended in neither of the ways a
// test ends.
type exitError struct{}

func (exitError) Error() string { return "test executed panic(nil) or runtime.Goexit" }

// finish waits for parallel subtests, reports, and tells the parent.
func finish(t *T, thrown any) {
	if t.Failed() {
		failures.Add(1)
	}
	signal := true
	t.mu.RLock()
	ended := t.ended
	t.mu.RUnlock()
	if !ended && thrown == nil {
		thrown = exitError{}
		if !t.parallel && t.outerEnded() {
			t.Errorf("%v: subtest may have called FailNow on a parent test", thrown)
			thrown = nil
			signal = false
		}
	}
	if thrown != nil {
		if t.session.fuzzing {
			panic(thrown)
		}
		abandon(t, thrown)
	}
	t.duration += time.Since(t.started)
	waitForSubtests(t)
	t.report()
	t.mu.Lock()
	t.done = true
	t.mu.Unlock()
	running.Delete(t.name)
	t.signal <- signal
}

// outerEnded reports whether a test around t has been ended: by a call of its
// FailNow or SkipNow in t's goroutine.
func (t *T) outerEnded() bool {
	for outer := t.parent; outer != nil; outer = outer.parent {
		outer.mu.RLock()
		ended := outer.ended
		outer.mu.RUnlock()
		if ended {
			return true
		}
	}
	return false
}

// abandon reports a test that panicked, with those around it, and panics again:
// the program ends.
func abandon(t *T, thrown any) {
	t.Fail()
	t.cleanUpInPanic()
	t.duration += time.Since(t.started)
	for c := &t.common; c.parent != nil; c = c.parent {
		c.finishLine()
	}
	for c := &t.common; c.parent != nil; c = c.parent {
		if c != &t.common {
			c.cleanUpInPanic()
			c.finishLine()
			c.mu.Lock()
			c.failed = true
			d := time.Since(c.started)
			c.mu.Unlock()
			c.hand(fmt.Sprintf("--- FAIL: %s (%s)\n", c.name, seconds(d)))
			continue
		}
		c.hand(fmt.Sprintf("--- FAIL: %s (%s)\n", c.name, seconds(c.duration)))
	}
	panic(thrown)
}

// cleanUpInPanic runs the clean-ups of a test that is abandoned.
func (c *common) cleanUpInPanic() {
	defer func() {
		if p := recover(); p != nil {
			c.Logf("cleanup panicked with %v", p)
		}
	}()
	c.runCleanups()
}

// waitForSubtests lets the parallel subtests run, and calls the clean-ups after
// them.
func waitForSubtests(t *T) {
	if len(t.subtests) > 0 {
		// Its place is free while it waits, and it does not count as running.
		running.Delete(t.name)
		t.session.give()
		close(t.barrier)
		for _, sub := range t.subtests {
			<-sub.signal
		}
		started := time.Now()
		running.Store(t.name, started)
		t.runCleanups()
		t.duration += time.Since(started)
		if !t.parallel {
			t.session.take()
		}
	} else if t.parallel {
		t.session.give()
	}
}

// report says how the test went.
func (t *T) report() {
	if t.parent == nil {
		return
	}
	t.finishLine()
	verdict := "PASS"
	switch {
	case t.Failed():
		verdict = "FAIL"
	case t.printer == nil:
		return
	case t.Skipped():
		verdict = "SKIP"
	}
	t.hand(fmt.Sprintf("--- %s: %s (%s)\n", verdict, t.name, seconds(t.duration)))
}

// RunTests runs tests and reports whether none failed.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	if len(processors) == 0 {
		parseProcessors()
	}
	_, ok = runTests(matchString, tests, time.Time{})
	return ok
}

func runTests(match matchFunc, tests []InternalTest, deadline time.Time) (ran, ok bool) {
	ok = true
	selection := newSelection(match, "-test.run", option.run, "-test.skip", option.skip)
	for _, procs := range processors {
		runtime.GOMAXPROCS(procs)
		for i := uint(0); i < option.count; i++ {
			if stopsEarly() || i > 0 && !ran {
				// What did not run once will not run later.
				break
			}
			selection.reset()
			session := newSession(selection, option.parallel)
			session.deadline = deadline
			root := newRoot(session)
			tRunner(root, func(t *T) {
				for _, test := range tests {
					t.Run(test.Name, test.F)
				}
			})
			<-root.signal
			ran = ran || root.ran
			ok = ok && !root.Failed()
		}
	}
	return ran, ok
}

// newRoot makes the test around all others, which is not shown.
func newRoot(s *session) *T {
	root := &T{
		common:  common{barrier: make(chan bool), signal: make(chan bool, 1)},
		session: s,
	}
	if option.verbose.on {
		root.printer = newPrinter()
	}
	return root
}
