//test:collect rarely

// A hundred thousand deferred calls in one function.
package main

import "fmt"

func main() {
	sum, calls := 0, 0
	func() {
		for i := 0; i < 100_000; i++ {
			defer func() { sum += i; calls++ }()
		}
	}()
	fmt.Println(sum, calls)
}
