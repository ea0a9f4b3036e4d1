// Every frame runs its own deferred calls, also when a panic passes through.
package main

import "fmt"

func level(n int) {
	defer fmt.Println("leaving", n)
	if n == 3 {
		panic("bottom")
	}
	level(n + 1)
	fmt.Println("not reached")
}

func main() {
	defer func() { fmt.Println("recovered", recover()) }()
	level(0)
}
