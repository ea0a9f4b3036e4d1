//test:exit 2

// A sender blocked on a channel that is then closed.
package main

import "time"

func main() {
	ch := make(chan int)
	go func() {
		time.Sleep(5 * time.Millisecond)
		close(ch)
	}()
	ch <- 1
}
