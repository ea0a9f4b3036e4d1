// Pipeline shows stages joined by channels: generate, transform in parallel,
// merge, reduce; and how a done channel stops them early.
package main

import (
	"fmt"
	"sync"
)

func generate(done <-chan struct{}, n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := 1; i <= n; i++ {
			select {
			case out <- i:
			case <-done:
				return
			}
		}
	}()
	return out
}

func transform(done <-chan struct{}, in <-chan int, f func(int) int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for v := range in {
			select {
			case out <- f(v):
			case <-done:
				return
			}
		}
	}()
	return out
}

func merge(done <-chan struct{}, inputs ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	wg.Add(len(inputs))
	for _, in := range inputs {
		go func() {
			defer wg.Done()
			for v := range in {
				select {
				case out <- v:
				case <-done:
					return
				}
			}
		}()
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func square(x int) int { return x * x }

func main() {
	done := make(chan struct{})

	// In order: one stage after the other.
	for v := range transform(done, transform(done, generate(done, 6), square), func(x int) int { return x + 1 }) {
		fmt.Print(v, " ")
	}
	fmt.Println()

	// Fanned out: three squarers share one source; a sum does not mind order.
	source := generate(done, 1000)
	var squarers []<-chan int
	for i := 0; i < 3; i++ {
		squarers = append(squarers, transform(done, source, square))
	}
	sum := 0
	for v := range merge(done, squarers...) {
		sum += v
	}
	fmt.Println("sum of squares:", sum)

	// Stopped early: take three values of a long stream, then tell it to end.
	stream := generate(done, 1<<40)
	fmt.Println(<-stream, <-stream, <-stream)
	close(done)
	for range stream {
		// At most a value that was already on its way.
	}
	fmt.Println("stream ended")
}
