// Channels convert to send-only and receive-only ones, alone and in signatures.
package main

import "fmt"

func produce(out chan<- int, n int) {
	defer close(out)
	for i := 0; i < n; i++ {
		out <- i
	}
}

func double(in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			out <- 2 * v
		}
	}()
	return out
}

func main() {
	ch := make(chan int)
	go produce(ch, 5)
	for v := range double(double(ch)) {
		fmt.Print(v, " ")
	}
	var in <-chan int = ch
	var out chan<- int = ch
	fmt.Printf("%T %T %t\n", in, out, in == (<-chan int)(ch))
}
