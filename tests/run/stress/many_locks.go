//test:timeout 60

// Mutexes, read locks and conditions under heavy contention lose no update.
package main

import (
	"fmt"
	"sync"
)

type shared struct {
	sync.RWMutex
	table map[int]int
}

func main() {
	s := shared{table: map[int]int{}}
	var wg sync.WaitGroup
	for w := 0; w < 50; w++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := 0; i < 2000; i++ {
				if i%4 == 0 {
					s.Lock()
					s.table[i%100]++
					s.Unlock()
				} else {
					s.RLock()
					_ = s.table[i%100]
					s.RUnlock()
				}
			}
		}()
	}
	wg.Wait()
	sum := 0
	for _, n := range s.table {
		sum += n
	}
	fmt.Println(sum, len(s.table))
}
