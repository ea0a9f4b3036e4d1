// Calls through func values: counters, adders and a composed pipeline.
package main

import "fmt"

func counter() func() int {
	n := 0
	return func() int { n++; return n }
}

func adder(k int) func(int) int { return func(x int) int { return x + k } }

func compose(fs []func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

func main() {
	counters := []func() int{counter(), counter(), counter(), counter()}
	sum := 0
	for i := 0; i < 200_000_000; i++ {
		sum += counters[i&3]()
	}
	var fs []func(int) int
	for i := 0; i < 8; i++ {
		fs = append(fs, adder(i))
	}
	f := compose(fs)
	for i := 0; i < 20_000_000; i++ {
		sum ^= f(i)
	}
	fmt.Println(sum)
}
