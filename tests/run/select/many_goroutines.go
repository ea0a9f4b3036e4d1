// A hundred goroutines select on the same channels; nothing is lost or doubled.
package main

import (
	"fmt"
	"sync"
)

func main() {
	odd, even := make(chan int), make(chan int, 3)
	var wg sync.WaitGroup
	var mu sync.Mutex
	seen := map[int]int{}
	for i := 0; i < 100; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				var v int
				var ok bool
				select {
				case v, ok = <-odd:
				case v, ok = <-even:
				}
				if !ok {
					return
				}
				mu.Lock()
				seen[v]++
				mu.Unlock()
			}
		}()
	}
	for i := 0; i < 2000; i++ {
		if i%2 == 0 {
			even <- i
		} else {
			odd <- i
		}
	}
	for len(even) > 0 {
	}
	close(odd)
	wg.Wait()
	doubled := 0
	for _, n := range seen {
		doubled += n - 1
	}
	fmt.Println(len(seen), doubled)
}
