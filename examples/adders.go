// Adders shows functions that make functions: partial application, currying
// and composition, all by closures over parameters.
package main

import (
	"fmt"
	"strings"
)

func makeAdder(n int) func(int) int {
	return func(x int) int { return n + x }
}

func curry(f func(a, b int) int) func(int) func(int) int {
	return func(a int) func(int) int {
		return func(b int) int { return f(a, b) }
	}
}

func compose(fs ...func(int) int) func(int) int {
	return func(x int) int {
		for _, f := range fs {
			x = f(x)
		}
		return x
	}
}

// repeat applies f n times.
func repeat(n int, f func(int) int) func(int) int {
	if n == 0 {
		return func(x int) int { return x }
	}
	rest := repeat(n-1, f)
	return func(x int) int { return rest(f(x)) }
}

// fibonacci is a generator: its state lives in the closure.
func fibonacci() func() int {
	a, b := 0, 1
	return func() int {
		value := a
		a, b = b, a+b
		return value
	}
}

func prefixer(prefix string) func(string) string {
	return func(s string) string { return prefix + strings.ToUpper(s) }
}

func main() {
	add5, add10 := makeAdder(5), makeAdder(10)
	fmt.Println(add5(3), add10(3))

	multiply := curry(func(a, b int) int { return a * b })
	double, triple := multiply(2), multiply(3)
	fmt.Println(double(21), triple(14))

	f := compose(add5, double, add10)
	fmt.Println(f(1), compose()(7))

	powerOfTwo := repeat(10, double)
	fmt.Println(powerOfTwo(1))

	next := fibonacci()
	for i := 0; i < 12; i++ {
		fmt.Print(next(), " ")
	}
	fmt.Println()

	table := map[string]func(string) string{
		"warn": prefixer("WARN: "),
		"info": prefixer("info: "),
	}
	fmt.Println(table["warn"]("disk full"))
	fmt.Println(table["info"]("all well"))
}
