//test:exit 2

// A method with a pointer receiver is not in the method set of the value.
package main

import "fmt"

type t struct{}

func (*t) String() string { return "t" }

func main() {
	var x any = t{}
	println(x.(fmt.Stringer).String())
}
