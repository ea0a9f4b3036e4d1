//test:timeout 60

// A hundred thousand goroutines alive at once send their number through one channel.
package main

import "fmt"

func main() {
	const n = 100_000
	start, numbers := make(chan struct{}), make(chan int)
	for i := 1; i <= n; i++ {
		go func() {
			<-start
			numbers <- i
		}()
	}
	close(start)
	sum := 0
	for i := 0; i < n; i++ {
		sum += <-numbers
	}
	fmt.Println(sum)
}
