//test:exit 2

// A nil channel blocks for ever.
package main

func main() {
	var ch chan int
	<-ch
}
