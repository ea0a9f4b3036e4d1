// This file holds the errors of iterator functions that misuse a loop body.

package runtime

// States of a range-over-func loop, as the compiler numbers them.
const (
	loopDone         = iota // the body was left for good
	loopReady               // the body may be called
	loopRunning             // the body runs, or has panicked
	loopExhausted           // the iterator function has returned
	loopPanicMissing        // the body panicked, yet the iterator returned
)

// panicrangestate panics because a loop was in this state when its body was
// called, or when its iterator function returned.
func panicrangestate(state int) {
	const continued = "range function continued iteration after "
	switch state {
	case loopDone:
		panic(errorString(continued + "function for loop body returned false"))
	case loopRunning:
		panic(errorString(continued + "loop body panic"))
	case loopExhausted:
		panic(errorString(continued + "whole loop exit"))
	case loopPanicMissing:
		panic(errorString("range function recovered a loop body panic and did not resume panicking"))
	}
	throw("unexpected state set by range func")
}
