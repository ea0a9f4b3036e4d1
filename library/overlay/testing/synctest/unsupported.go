// Package synctest tells that the scheduler has no groups of goroutines with a
// clock of their own: tests that want one fail, all others of their package run.
//
//grus:replaces synctest.go
package synctest

import (
	"testing"
	"time"
)

const reason = "unsupported: testing/synctest: goroutines are not grouped in bubbles"

// Test should run f in a bubble.
func Test(t *testing.T, f func(*testing.T)) {
	t.Helper()
	t.Fatal(reason)
}

// Wait should wait for the other goroutines of a bubble.
func Wait() { panic(reason) }

// Sleep should sleep and then wait for the other goroutines of a bubble.
func Sleep(d time.Duration) { panic(reason) }
