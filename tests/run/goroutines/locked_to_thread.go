// A goroutine that is locked to its thread stays there while it waits, and others do not run there.
package main

import (
	"fmt"
	"runtime"
	"syscall"
)

var atStart int

func init() {
	runtime.LockOSThread()
	atStart = syscall.Gettid()
}

func main() {
	fmt.Println(atStart == syscall.Getpid())
	in, out := make(chan int), make(chan int)
	go func() {
		runtime.LockOSThread()
		runtime.LockOSThread()
		runtime.UnlockOSThread()
		own := syscall.Gettid()
		for v := range in {
			runtime.Gosched()
			if syscall.Gettid() != own || own == atStart {
				v = -1
			}
			out <- v
		}
		close(out) // the thread ends with the goroutine
	}()
	sum := 0
	for i := range 100 {
		in <- i
		sum += <-out
		if syscall.Gettid() != atStart {
			sum = -1 << 20
		}
	}
	close(in)
	<-out
	fmt.Println(sum, syscall.Gettid() == atStart)
}
