//test:exit 2

// A select none of whose channels is ever ready.
package main

func main() {
	a, b := make(chan int), make(chan int)
	select {
	case <-a:
	case b <- 1:
	}
}
