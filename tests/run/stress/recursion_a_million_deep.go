//test:timeout 60

// A million frames at once, in main and in a goroutine, with and without results to add.
package main

import "fmt"

func depth(n int) int {
	if n == 0 {
		return 0
	}
	return depth(n-1) + 1
}

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

func main() {
	fmt.Println(depth(1_000_000), even(1_000_000))
	done := make(chan int)
	go func() { done <- depth(1_000_000) }()
	fmt.Println(<-done)
	var rec func(n int) int
	rec = func(n int) int {
		if n == 0 {
			return 0
		}
		return 1 + rec(n-1)
	}
	fmt.Println(rec(1_000_000))
}
