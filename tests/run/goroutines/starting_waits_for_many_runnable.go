//test:collect rarely

// A loop of go statements does not pile up goroutines without bound: those that can run get a turn.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var group sync.WaitGroup
	var alive, most atomic.Int64
	for range 1000000 {
		group.Add(1)
		if n := alive.Add(1); n > most.Load() {
			most.Store(n)
		}
		go func() {
			alive.Add(-1)
			group.Done()
		}()
	}
	group.Wait()
	fmt.Println(alive.Load(), most.Load() < 100000)
}
