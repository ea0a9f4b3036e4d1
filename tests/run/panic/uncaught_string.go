//test:exit 2

// Output comes before the message, deferred calls run, the status is 2.
package main

import "fmt"

func main() {
	defer fmt.Println("deferred")
	fmt.Println("before")
	panic("boom")
}
