//test:exit 2

// An iterator that calls its body after the loop has ended panics.
package main

import "fmt"

func main() {
	bad := func(yield func(int) bool) {
		yield(1)
		yield(2)
	}
	for i := range bad {
		fmt.Println(i)
		break
	}
}
