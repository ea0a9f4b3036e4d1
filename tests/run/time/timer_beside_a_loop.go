// A timer expires though the only goroutine runs a loop without calls, on one processor and on more.
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
	"time"
)

func main() {
	for _, processors := range []int{1, 4} {
		runtime.GOMAXPROCS(processors)
		var fired atomic.Bool
		time.AfterFunc(20*time.Millisecond, func() { fired.Store(true) })
		for !fired.Load() {
		}
		timer := time.NewTimer(20 * time.Millisecond)
		for waiting := true; waiting; {
			select {
			case <-timer.C:
				waiting = false
			default:
			}
		}
		fmt.Println(processors, "fired")
	}
}
