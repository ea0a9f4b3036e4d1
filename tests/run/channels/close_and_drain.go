// A closed channel gives what is buffered, then zero values and false.
package main

import "fmt"

func main() {
	ch := make(chan int, 4)
	for i := 1; i <= 3; i++ {
		ch <- i * i
	}
	close(ch)
	for i := 0; i < 5; i++ {
		v, ok := <-ch
		fmt.Println(v, ok, len(ch))
	}
	var v, ok = <-ch
	fmt.Println(v, ok)
	for range ch {
		fmt.Println("not reached")
	}
}
