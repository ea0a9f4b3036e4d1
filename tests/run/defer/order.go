// Deferred calls run last in, first out, also from loops and branches.
package main

import "fmt"

func f(n int) {
	defer fmt.Println("first deferred, last run")
	for i := 0; i < n; i++ {
		if i%2 == 0 {
			defer fmt.Println("even", i)
		} else {
			defer func() { fmt.Println("odd", i) }()
		}
	}
	fmt.Println("body")
}

func main() {
	f(5)
	f(0)
}
