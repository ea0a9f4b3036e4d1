// funcval layout; a func value is ONE word pointing to {code, captured...}.
package main

import (
	"fmt"
	"unsafe"
)

func makeAdder(x int) func(int) int {
	return func(y int) int { return x + y }
}

func main() {
	add5 := makeAdder(5)
	fmt.Println(add5(3))             // 8
	fmt.Println(unsafe.Sizeof(add5)) // 8: one word, not two
	p := *(**[2]uintptr)(unsafe.Pointer(&add5))
	fmt.Println(p[0] != 0, p[1]) // code pointer, then x=5 by value
}

//test:lang default go1.21
