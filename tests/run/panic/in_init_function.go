//test:exit 2
//test:stderr full

// A panic in a function init, of a goroutine that is tied to its thread.
package main

import "runtime"

func init() {
	println("first")
}

func init() {
	runtime.LockOSThread()
	runtime.LockOSThread()
	runtime.UnlockOSThread()
	panic("second")
}

func main() {}
