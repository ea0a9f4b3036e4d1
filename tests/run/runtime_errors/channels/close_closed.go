//test:exit 2

// Closing a closed channel.
package main

func main() {
	ch := make(chan int)
	close(ch)
	close(ch)
}
