//test:exit 2

// A select with a send on a closed channel.
package main

func main() {
	a, b := make(chan int), make(chan int)
	close(a)
	select {
	case a <- 1:
	case <-b:
	}
}
