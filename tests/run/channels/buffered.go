// Length, capacity and order of a buffered channel, going round its ring.
package main

import "fmt"

func main() {
	ch := make(chan string, 3)
	fmt.Println(len(ch), cap(ch))
	ch <- "a"
	ch <- "b"
	for i := 0; i < 5; i++ {
		ch <- fmt.Sprint("c", i)
		fmt.Println(<-ch, len(ch), cap(ch))
	}
}
