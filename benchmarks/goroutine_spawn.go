// Starting and ending goroutines, a thousand at a time.
package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make([]int, 1000)
	sum := 0
	for round := 0; round < 3000; round++ {
		var wg sync.WaitGroup
		wg.Add(len(results))
		for i := range results {
			go func() {
				defer wg.Done()
				results[i] = i ^ round
			}()
		}
		wg.Wait()
		for _, v := range results {
			sum += v
		}
	}
	fmt.Println(sum)
}
