// What an integer argument is the address of lives until the call ends, if the callee asks for it
// with go:uintptrescapes.
package main

import (
	"fmt"
	"runtime"
	"time"
	"unsafe"
)

type object struct{ values [32]int }

var finalized = make(chan int, 10)

//go:noinline
func address(n int) unsafe.Pointer {
	o := &object{}
	o.values[3] = n
	runtime.SetFinalizer(o, func(o *object) { finalized <- o.values[3] })
	return unsafe.Pointer(o)
}

//go:noinline
//go:uintptrescapes
func during(a uintptr, label string, b uintptr, seen int) {
	for range 3 {
		runtime.GC()
	}
	for {
		select {
		case n := <-finalized:
			if n > seen {
				fmt.Println(label, n, "was finalized too early")
			}
			continue
		case <-time.After(20 * time.Millisecond):
		}
		break
	}
	fmt.Println(label, a != b)
}

func main() {
	during(uintptr(address(1)), "two", uintptr(address(2)), 0)
	during(uintptr(address(3)), "one", 0, 2)
}
