// A hundred thousand goroutines parked at once, each on a stack of its own.
package main

import "fmt"

func deep(n int) int {
	if n == 0 {
		return 1
	}
	return deep(n-1) + n&1
}

func main() {
	const n = 100_000
	sum := 0
	for round := 0; round < 3; round++ {
		start, results := make(chan struct{}), make(chan int)
		for i := 0; i < n; i++ {
			go func() {
				<-start
				results <- deep(i & 31)
			}()
		}
		close(start)
		for i := 0; i < n; i++ {
			sum += <-results
		}
	}
	fmt.Println(sum)
}
