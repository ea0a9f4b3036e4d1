// Ranges over, and channel operations on, the wrong types.
package main

func main() {
	send, receive := make(chan<- int), make(<-chan int)
	<-send
	receive <- 1
	close(receive)
	for range send {
	}
	for i, v := range receive {
	}
	for i := range struct{}{} {
	}
	for i, j := range 10 {
	}
	send <- "x"
	x := 5
	x <- 1
}
