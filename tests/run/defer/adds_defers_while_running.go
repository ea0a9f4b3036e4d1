// A deferred call that defers: its own run at its end, before the next outer one.
package main

import "fmt"

func main() {
	defer fmt.Println("outer one")
	defer func() {
		defer fmt.Println("inner one")
		defer func() { fmt.Println("inner two") }()
		fmt.Println("outer two")
	}()
}
