//test:exit 2

// A panic in any goroutine ends the program; main's deferred calls do not run.
package main

import "fmt"

func main() {
	defer fmt.Println("never printed")
	go func() {
		defer fmt.Println("deferred in the goroutine")
		panic("in goroutine")
	}()
	select {}
}
