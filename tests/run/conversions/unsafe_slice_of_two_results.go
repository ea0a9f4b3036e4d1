// unsafe.Slice, unsafe.Add and unsafe.String take their two arguments from one call.
package main

import (
	"fmt"
	"unsafe"
)

var array = [4]byte{'a', 'b', 'c', 'd'}

func slice() (*byte, int8) { return &array[0], 3 }

func add() (unsafe.Pointer, uint8) { return unsafe.Pointer(&array[0]), 2 }

func main() {
	fmt.Println(unsafe.Slice(slice()))
	fmt.Println(*(*byte)(unsafe.Add(add())))
	fmt.Println(unsafe.String(slice()))
}
