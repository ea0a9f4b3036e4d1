// Goroutines contending for one mutex with a short critical section.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	counts := map[int]int{}
	for w := 0; w < 8; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 1_500_000; i++ {
				mu.Lock()
				counts[i&63]++
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	fmt.Println(counts[0], counts[63], len(counts))
}
