// A deferred call of recover recovers if the function that deferred it was itself called by a panic
// and returns; it does not when a panic runs it.
package main

import "fmt"

func returning() {
	defer func() {
		defer recover()
	}()
	panic("ran by a return")
}

func afterAnotherRecovery() {
	defer func() {
		defer recover()
		defer func() { fmt.Println("inner:", recover()) }()
		panic("second")
	}()
	panic("first")
}

func panicking() (result any) {
	defer func() { result = recover() }()
	defer func() {
		defer func() { fmt.Println("inner:", recover()) }()
		defer recover()
		panic("second")
	}()
	panic("first")
}

func ofTheFunctionItself() (result any) {
	defer func() { result = recover() }()
	defer recover()
	panic("not called by a deferred function")
}

func main() {
	returning()
	afterAnotherRecovery()
	fmt.Println(panicking())
	fmt.Println(ofTheFunctionItself())
}
