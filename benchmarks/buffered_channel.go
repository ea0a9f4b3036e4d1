// A producer and a consumer over a buffered channel.
package main

import "fmt"

func main() {
	ch := make(chan int, 256)
	go func() {
		for i := 0; i < 15_000_000; i++ {
			ch <- i
		}
		close(ch)
	}()
	sum := 0
	for v := range ch {
		sum += v
	}
	fmt.Println(sum)
}
