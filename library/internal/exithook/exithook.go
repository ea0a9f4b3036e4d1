// Package exithook lets tests refuse that the program ends itself as if all were
// well.
package exithook

import "sync/atomic"

// PanicOnExit0 says whether os.Exit(0) panics.
var PanicOnExit0 atomic.Bool
