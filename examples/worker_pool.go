// Worker_pool shows a fixed number of goroutines taking jobs from one channel
// and sending results to another; a WaitGroup closes the results.
package main

import (
	"fmt"
	"sort"
	"sync"
)

type job struct {
	id     int
	number int
}

type result struct {
	id      int
	factors []int
}

func factorize(n int) []int {
	var factors []int
	for d := 2; d*d <= n; d++ {
		for n%d == 0 {
			factors = append(factors, d)
			n /= d
		}
	}
	if n > 1 {
		factors = append(factors, n)
	}
	return factors
}

func worker(jobs <-chan job, results chan<- result, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		results <- result{j.id, factorize(j.number)}
	}
}

func main() {
	const workers = 4
	jobs := make(chan job)
	results := make(chan result)

	var wg sync.WaitGroup
	for w := 0; w < workers; w++ {
		wg.Add(1)
		go worker(jobs, results, &wg)
	}
	go func() {
		for i := 0; i < 12; i++ {
			jobs <- job{id: i, number: 600851 + i*i*1001}
		}
		close(jobs)
	}()
	go func() {
		wg.Wait()
		close(results)
	}()

	var all []result
	for r := range results {
		all = append(all, r)
	}
	sort.Slice(all, func(i, j int) bool { return all[i].id < all[j].id })
	for _, r := range all {
		fmt.Printf("job %2d: %v\n", r.id, r.factors)
	}
}
