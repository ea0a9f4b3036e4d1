// A send on an unbuffered channel completes only with its receive.
package main

import "fmt"

func main() {
	ch, order := make(chan int), make(chan string, 10)
	go func() {
		for i := 0; i < 3; i++ {
			ch <- i
		}
		order <- "sender done"
		close(order)
	}()
	for i := 0; i < 3; i++ {
		fmt.Println("got", <-ch)
	}
	for s := range order {
		fmt.Println(s)
	}
}
