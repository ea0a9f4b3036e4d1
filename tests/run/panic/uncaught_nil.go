//test:exit 2

// panic(nil) becomes a runtime error of its own.
package main

import "fmt"

func main() {
	func() {
		defer func() {
			r := recover()
			fmt.Printf("%T %v\n", r, r)
		}()
		panic(nil)
	}()
	panic(nil)
}
