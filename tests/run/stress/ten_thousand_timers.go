//test:timeout 60

// Ten thousand sleeping goroutines and timers wake, none early.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	var wg sync.WaitGroup
	var early, fired atomic.Int32
	for i := 0; i < 10_000; i++ {
		d := time.Duration(i%50) * time.Millisecond
		start := time.Now()
		wg.Add(2)
		go func() {
			defer wg.Done()
			time.Sleep(d)
			if time.Since(start) < d {
				early.Add(1)
			}
		}()
		time.AfterFunc(d, func() { fired.Add(1); wg.Done() })
	}
	wg.Wait()
	fmt.Println(early.Load(), fired.Load())
}
