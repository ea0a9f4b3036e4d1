package unique

import (
	"runtime"
	"time"
)

// runtime_blockUntilEmptyCleanupQueue waits, at most timeout nanoseconds, until
// the cleanups that a collection has found are done: those that are queued
// before one of its own.
func runtime_blockUntilEmptyCleanupQueue(timeout int64) bool {
	done := make(chan bool, 1)
	watch(done)
	runtime.GC()
	select {
	case <-done:
		return true
	case <-time.After(time.Duration(min(timeout, int64(5*time.Second)))):
		return false
	}
}

// watch has true sent to done when its object is collected.
//
//go:noinline
func watch(done chan bool) {
	runtime.AddCleanup(new([4]int), func(done chan bool) { done <- true }, done)
}
