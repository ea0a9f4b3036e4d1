// Making closures that escape, one after the other, and calling each once.
package main

import "fmt"

var sink func(int) int

func scaled(factor, offset int) func(int) int {
	return func(x int) int { return x*factor + offset }
}

func main() {
	sum := 0
	for i := 0; i < 30_000_000; i++ {
		sink = scaled(i, sum&7)
		sum += sink(i & 3)
	}
	fmt.Println(sum)
}
