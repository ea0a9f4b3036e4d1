// Prime_sieve shows a chain of goroutines: one filter for each prime found,
// every one passing on only the numbers its prime does not divide.
package main

import "fmt"

func generate(ch chan<- int) {
	for i := 2; ; i++ {
		ch <- i
	}
}

func filter(in <-chan int, out chan<- int, prime int) {
	for {
		if i := <-in; i%prime != 0 {
			out <- i
		}
	}
}

func main() {
	ch := make(chan int)
	go generate(ch)
	for i := 0; i < 60; i++ {
		prime := <-ch
		fmt.Printf("%4d", prime)
		if i%12 == 11 {
			fmt.Println()
		}
		next := make(chan int)
		go filter(ch, next, prime)
		ch = next
	}
}
