// A literal's value for the field _ is evaluated, but the field stays zero.
package main

import (
	"fmt"
	"unsafe"
)

type T struct{ a, _, c int }

type Large struct {
	a int
	_ [40]int
	c [40]int
}

var static = T{1, 2, 3}

func value(x int) int {
	fmt.Println("value", x)
	return x
}

func middle(p *T) int { return *(*int)(unsafe.Add(unsafe.Pointer(p), 8)) }

func main() {
	local := T{value(4), value(5), value(6)}
	heap := &T{7, 8, 9}
	fmt.Println(middle(&static), middle(&local), middle(heap), local.c)
	large := Large{1, [40]int{39: value(2)}, [40]int{39: 3}}
	fmt.Println(*(*[81]int)(unsafe.Pointer(&large)))
}
