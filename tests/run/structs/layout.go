// Sizes, alignments and offsets are gc's on amd64.
package main

import (
	"fmt"
	"unsafe"
)

type a struct {
	b bool
	i int64
	c int8
}
type b struct {
	x int32
	y struct{}
}
type c struct {
	s string
	l []int
	e any
	m map[int]int
	f func()
	z complex128
}

func main() {
	var v c
	fmt.Println(unsafe.Sizeof(a{}), unsafe.Alignof(a{}), unsafe.Offsetof(a{}.c), unsafe.Sizeof(b{}), unsafe.Sizeof(v))
	fmt.Println(unsafe.Sizeof(v.s), unsafe.Sizeof(v.l), unsafe.Sizeof(v.e), unsafe.Sizeof(v.m), unsafe.Sizeof(v.f), unsafe.Sizeof(v.z))
	fmt.Println(unsafe.Offsetof(v.e), unsafe.Alignof(v.z), unsafe.Sizeof([3]a{}), unsafe.Sizeof(struct{}{}), unsafe.Sizeof([0]int64{}))
	x := [4]int16{1, 2, 3, 4}
	p := (*int16)(unsafe.Add(unsafe.Pointer(&x), 4))
	fmt.Println(*p, unsafe.Slice(&x[1], 2), unsafe.String(unsafe.StringData("hello"), 3))
}
