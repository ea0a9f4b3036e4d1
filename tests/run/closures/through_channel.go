// Closures travel through a channel and run in another goroutine.
package main

import "fmt"

func main() {
	work := make(chan func() int)
	results := make(chan int)
	go func() {
		for f := range work {
			results <- f()
		}
		close(results)
	}()
	go func() {
		defer close(work)
		for i := 1; i <= 3; i++ {
			work <- func() int { return i * 100 }
		}
	}()
	for r := range results {
		fmt.Println(r)
	}
}
