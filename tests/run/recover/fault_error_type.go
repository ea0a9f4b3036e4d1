// A fault at an unexpected address, made a panic, has gc's type and says where it was.
package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"unsafe"
)

func main() {
	debug.SetPanicOnFault(true)
	defer func() {
		e := recover().(runtime.Error)
		fmt.Printf("%T %v %#x\n", e, e, e.(interface{ Addr() uintptr }).Addr())
	}()
	address := uintptr(0x123456789000)
	fmt.Println(**(**int)(unsafe.Pointer(&address)))
}
