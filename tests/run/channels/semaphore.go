// A buffered channel limits how many goroutines work at a time.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

func main() {
	limit := make(chan struct{}, 3)
	var running, most atomic.Int32
	var wg sync.WaitGroup
	for i := 0; i < 30; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			limit <- struct{}{}
			n := running.Add(1)
			for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
			}
			runtime.Gosched()
			running.Add(-1)
			<-limit
		}()
	}
	wg.Wait()
	fmt.Println(most.Load() <= 3, running.Load(), len(limit))
}
