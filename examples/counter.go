// Counter shows closures: two functions that share one variable which
// outlives the call that declared it, and adders that each keep their own.
package main

import "fmt"

// newCounter returns two closures over the same variable.
func newCounter() (increment, decrement func() int) {
	count := 0
	increment = func() int {
		count++
		return count
	}
	decrement = func() int {
		count--
		return count
	}
	return increment, decrement
}

// adder returns a running total: every call adds to what it captured.
func adder() func(int) int {
	sum := 0
	return func(x int) int {
		sum += x
		return sum
	}
}

func main() {
	inc, dec := newCounter()
	fmt.Println("inc:", inc())
	fmt.Println("inc:", inc())
	fmt.Println("dec:", dec())

	other, _ := newCounter() // a second, independent count
	fmt.Println("other:", other())
	fmt.Println("inc:", inc())

	up, down := adder(), adder()
	for i := 0; i < 5; i++ {
		fmt.Println("adder:", up(i), down(-2*i))
	}

	// Each turn of the loop has its own i, so every closure keeps its own.
	var squares []func() int
	for i := 1; i <= 4; i++ {
		squares = append(squares, func() int { return i * i })
	}
	for _, square := range squares {
		fmt.Print(square(), " ")
	}
	fmt.Println()
}
