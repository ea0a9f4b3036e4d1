//test:gcflags -N -l

// Without optimisation and inlining a program does the same.
package main

import "fmt"

func add(a, b int) int { return a + b }

func main() {
	total := 0
	for i := range 10 {
		total = add(total, func() int { return i * i }())
	}
	fmt.Println(total)
}
