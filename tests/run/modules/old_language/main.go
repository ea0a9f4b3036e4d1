// The go line of go.mod decides on loop variables; a file may ask for newer ones.
package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for _, f := range append(fs, newer()...) {
		fmt.Print(f(), " ")
	}
	fmt.Println()
}
