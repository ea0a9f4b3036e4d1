//test:exit 2

// Main waits for a goroutine that waits for another channel.
package main

import "fmt"

func main() {
	a, b := make(chan int), make(chan int)
	go func() {
		<-b
		a <- 1
	}()
	defer fmt.Println("deferred calls do not run")
	<-a
}
