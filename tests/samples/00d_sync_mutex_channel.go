// synchronise shared captured memory by Mutex, or by channel.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var (
		mu sync.Mutex
		wg sync.WaitGroup
		n  int
	)
	for i := 0; i < 100; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			defer mu.Unlock()
			n += i
		}()
	}
	wg.Wait()
	fmt.Println("mutex:", n) // 4950 (go1.22+)

	ch := make(chan int)
	for i := 0; i < 100; i++ {
		go func() { ch <- i }()
	}
	sum := 0
	for i := 0; i < 100; i++ {
		sum += <-ch
	}
	fmt.Println("channel:", sum)
}

//test:lang default go1.21
//test:@go1.21 each-line-one-of mutex: # | channel: #
//test:@go1.21 lines 2
