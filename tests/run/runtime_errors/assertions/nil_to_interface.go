//test:exit 2

// Asserting a nil interface to an interface type.
package main

func main() {
	var x any
	println(x.(error).Error())
}
