//test:exit 2

// Everyone waits: main receives from a channel nobody sends to.
package main

import "fmt"

func main() {
	ch := make(chan int)
	fmt.Println("waiting")
	fmt.Println(<-ch)
}
