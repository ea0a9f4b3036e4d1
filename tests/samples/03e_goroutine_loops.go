// goroutines capturing 3-clause and range variables (with WaitGroup).
package main

import (
	"fmt"
	"sort"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	var got, got2 []int
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() { defer wg.Done(); mu.Lock(); got = append(got, i); mu.Unlock() }()
	}
	work := []int{1, 2, 3}
	process := func(n int) { mu.Lock(); got2 = append(got2, n); mu.Unlock() }
	for _, n := range work {
		wg.Add(1)
		go func() {
			defer wg.Done()
			process(n)
		}()
	}
	wg.Wait()
	sort.Ints(got)
	sort.Ints(got2)
	fmt.Println(got, got2) // go1.22+: [0 1 2] [1 2 3]; go1.21: typically [3 3 3] [3 3 3]
}

//test:lang default go1.21
//test:@go1.21 each-line-one-of [# # #] [# # #]
//test:@go1.21 lines 1
