// Channel and value of a send are evaluated once, before it blocks.
package main

import "fmt"

var trace []string

func ch(c chan int) chan int { trace = append(trace, "channel"); return c }
func val(n int) int          { trace = append(trace, "value"); return n }

func main() {
	c := make(chan int, 1)
	ch(c) <- val(3)
	x := <-ch(c)
	fmt.Println(x, trace)
}
