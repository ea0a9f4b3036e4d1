// Func values compare with nil only; the zero value of a func variable is nil.
package main

import "fmt"

func named() {}

func main() {
	var f func()
	fmt.Println(f == nil)
	f = named
	fmt.Println(f == nil, f != nil)
	f = nil
	defer func() { fmt.Println("recovered:", recover()) }()
	f()
}
