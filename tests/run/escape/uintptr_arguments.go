// What an integer argument is the address of lives until the call ends, if the callee asks for it
// with go:uintptrescapes, and not longer.
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
func during(a uintptr, label string, b uintptr) {
	for range 3 {
		runtime.GC()
	}
	select {
	case n := <-finalized:
		fmt.Println(label, n, "was finalized too early")
	case <-time.After(20 * time.Millisecond):
		fmt.Println(label, "alive", a != b)
	}
}

//go:noinline
func after(count int) {
	sum := 0
	for range count {
		for tries := 0; ; tries++ {
			runtime.GC()
			select {
			case n := <-finalized:
				sum += n
			case <-time.After(time.Millisecond):
				if tries < 1000 {
					continue
				}
				fmt.Println("never finalized")
			}
			break
		}
	}
	fmt.Println(sum)
}

func main() {
	during(uintptr(address(1)), "first", uintptr(address(2)))
	after(2)
	during(uintptr(address(3)), "second", 0)
	after(1)
}
