//test:exit 2

// A panic while panicking: both are shown, outermost last.
package main

func main() {
	defer func() { panic("third") }()
	defer func() { panic("second") }()
	panic("first")
}
