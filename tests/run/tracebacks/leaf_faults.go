// Functions that call nothing fault, and their callers are in the traceback all the same.
//
//test:exit 2
package main

import (
	"fmt"
	"runtime"
	"strings"
)

type node struct {
	next  *node
	value int
}

//go:noinline
func value(n *node) int {
	return n.value
}

//go:noinline
func at(values []int, i int) int {
	if i == 7 {
		return values[0]
	}
	return values[i]
}

//go:noinline
func quotient(a, b int) int {
	return a / b
}

func try(f func()) {
	defer func() {
		err := recover().(runtime.Error)
		fmt.Println(err)
	}()
	f()
}

//go:noinline
func names() {
	defer func() {
		recover()
		callers := make([]uintptr, 10)
		frames := runtime.CallersFrames(callers[:runtime.Callers(0, callers)])
		for {
			frame, more := frames.Next()
			if strings.HasPrefix(frame.Function, "main.") {
				fmt.Println(frame.Function, frame.Line)
			}
			if !more || frame.Function == "main.main" {
				return
			}
		}
	}()
	value(nil)
}

func main() {
	try(func() { value(nil) })
	try(func() { at(make([]int, 3), 4) })
	try(func() { at(nil, 7) })
	try(func() { quotient(1, 0) })
	names()
	fmt.Println(at([]int{1, 2}, 1))
	outer(nil)
}

//go:noinline
func outer(n *node) int {
	return value(n) + 1
}
