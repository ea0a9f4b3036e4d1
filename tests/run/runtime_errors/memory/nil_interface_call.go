//test:exit 2

// Calling a method of a nil interface.
package main

import "fmt"

func main() {
	var s fmt.Stringer
	println(s.String())
}
