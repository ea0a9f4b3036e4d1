// A closure calls itself, and two call each other, through captured variables.
package main

import "fmt"

func main() {
	var fact func(int) int
	fact = func(n int) int {
		if n < 2 {
			return 1
		}
		return n * fact(n-1)
	}
	fmt.Println(fact(10))

	var even, odd func(int) bool
	even = func(n int) bool { return n == 0 || odd(n-1) }
	odd = func(n int) bool { return n != 0 && even(n-1) }
	fmt.Println(even(10), odd(10), even(7))

	old := fact
	fact = func(int) int { return -1 }
	fmt.Println(old(5)) // the inner call goes to the new fact
}
