// Comparing structs looks at numbers and lengths before it reads the bytes of strings, and compares
// interfaces in order: a difference before one keeps it from panicking, one behind it does not.
package main

import (
	"fmt"
	"unsafe"
)

type named struct {
	name string
	n    int
}

type pair struct{ a, b string }

type mixed struct {
	before int
	value  any
	behind int
}

// unreadable makes a string whose bytes cannot be read.
func unreadable(n int) string {
	return unsafe.String((*byte)(unsafe.Pointer(uintptr(n)<<3)), 3)
}

func try(f func() bool) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(r)
		}
	}()
	fmt.Println(f())
}

//go:noinline
func equal(a, b any) bool { return a == b }

//go:noinline
func same[T comparable](a, b T) bool { return a == b }

func main() {
	bad, worse := unreadable(1), unreadable(2)
	fmt.Println(equal(named{bad, 1}, named{worse, 2}), same(named{bad, 1}, named{worse, 2}))
	fmt.Println(equal(pair{bad, "a"}, pair{worse, "aa"}), same(pair{bad, "a"}, pair{worse, "aa"}))
	fmt.Println(equal(pair{"a", bad}, pair{"b", worse}), same(pair{"a", bad}, pair{"b", worse}))
	fmt.Println(equal([2]named{{"x", 1}, {bad, 2}}, [2]named{{"x", 1}, {worse, 3}}))
	slice := []int{1}
	try(func() bool { return equal(mixed{1, slice, 2}, mixed{2, slice, 2}) })
	try(func() bool { return equal(mixed{1, slice, 2}, mixed{1, slice, 3}) })
	try(func() bool { return same(mixed{1, slice, 2}, mixed{1, slice, 3}) })
	try(func() bool { return equal(mixed{1, "x", 2}, mixed{1, "x", 2}) })
}
