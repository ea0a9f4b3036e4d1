// default runs only when no case is ready.
package main

import "fmt"

func poll(ch chan int) string {
	select {
	case v, ok := <-ch:
		return fmt.Sprint("got ", v, ok)
	default:
		return "nothing"
	}
}

func push(ch chan int, v int) bool {
	select {
	case ch <- v:
		return true
	default:
		return false
	}
}

func main() {
	ch := make(chan int, 1)
	fmt.Println(poll(ch), push(ch, 1), push(ch, 2), poll(ch), poll(ch))
	close(ch)
	fmt.Println(poll(ch), poll(nil), push(nil, 1))
}
