// What runs deferred calls when a function returns is not among its callers, and the oldest caller is
// runtime.goexit.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

func show(tag string) {
	var pcs [20]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	fmt.Println(tag)
	for more := true; more; {
		var frame runtime.Frame
		frame, more = frames.Next()
		if strings.HasPrefix(frame.Function, "main.") {
			fmt.Println("\t", frame.Function, frame.Line)
		} else {
			fmt.Println("\t", frame.Function)
		}
	}
}

func returns() {
	defer func() { show("literal") }()
	for range 2 {
		defer show("direct")
	}
}

func panics() {
	defer func() {
		show("panic")
		recover()
	}()
	panic(1)
}

func main() {
	returns()
	panics()
	done := make(chan bool)
	go func() {
		defer close(done)
		returns()
	}()
	<-done
}
