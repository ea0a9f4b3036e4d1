//test:exit 2

// The interface is nil.
package main

func main() {
	var x any
	println(x.(int))
}
