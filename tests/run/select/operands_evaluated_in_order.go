// All channel and value operands are evaluated once, top to bottom, whatever is chosen.
package main

import "fmt"

func ch(name string, c chan int) chan int { fmt.Println("channel", name); return c }
func val(n int) int                       { fmt.Println("value", n); return n }

func main() {
	ready := make(chan int, 1)
	ready <- 5
	var list [2]int
	index := func() int { fmt.Println("index"); return 1 }
	select {
	case ch("never", nil) <- val(1):
	case list[index()] = <-ch("ready", ready):
		fmt.Println("received", list)
	case <-ch("also never", nil):
	}
}
