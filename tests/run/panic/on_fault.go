// A fault at a wild address is a panic if the goroutine asked for that; the error knows the address.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"unsafe"
)

var address uintptr = 0x123456789000

func main() {
	defer func() {
		r := recover()
		_, isError := r.(runtime.Error)
		fault := r.(interface{ Addr() uintptr })
		fmt.Println(isError, r, fault.Addr() == address)
	}()
	fmt.Println(debug.SetPanicOnFault(true), debug.SetPanicOnFault(true))
	fmt.Println(**(**int)(unsafe.Pointer(&address)))
}
