// Each goroutine recurses on its own stack, growing it independently.
package main

import "fmt"

func sum(n int) int {
	var pad [64]int
	pad[n%64] = n
	if n == 0 {
		return 0
	}
	return sum(n-1) + pad[n%64]
}

func main() {
	results := make([]chan int, 20)
	for i := range results {
		results[i] = make(chan int)
		go func() { results[i] <- sum(i * 500) }()
	}
	for _, ch := range results {
		fmt.Print(<-ch, " ")
	}
	fmt.Println()
}
