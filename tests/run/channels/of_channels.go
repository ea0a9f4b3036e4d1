// A request carries the channel its answer goes to.
package main

import "fmt"

type request struct {
	n     int
	reply chan int
}

func main() {
	requests := make(chan request)
	go func() {
		for r := range requests {
			r.reply <- r.n * r.n
		}
	}()
	for i := 1; i <= 4; i++ {
		r := request{i, make(chan int)}
		requests <- r
		fmt.Print(<-r.reply, " ")
	}
	fmt.Println()
	chans := make(chan chan string, 1)
	c := make(chan string, 1)
	chans <- c
	c <- "through two"
	fmt.Println(<-<-chans)
}
