// Closing wakes every goroutine that waits, and a range over the channel ends.
package main

import (
	"fmt"
	"sync"
)

func main() {
	start := make(chan struct{})
	var wg sync.WaitGroup
	var mu sync.Mutex
	woken := 0
	for i := 0; i < 50; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for range start {
			}
			_, ok := <-start
			mu.Lock()
			defer mu.Unlock()
			if !ok {
				woken++
			}
		}()
	}
	close(start)
	wg.Wait()
	fmt.Println(woken)
}
