//test:exit 2

// A method value of a nil interface panics where it is made.
package main

func main() {
	var e error
	f := e.Error
	println("not reached")
	f()
}
