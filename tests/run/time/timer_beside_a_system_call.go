// A timer expires though the only goroutine is in a system call that blocks its thread.
package main

import (
	"fmt"
	"runtime"
	"syscall"
	"time"
)

func main() {
	for _, processors := range []int{1, 4} {
		runtime.GOMAXPROCS(processors)
		var ends [2]int
		if err := syscall.Pipe(ends[:]); err != nil {
			fmt.Println(err)
			return
		}
		time.AfterFunc(20*time.Millisecond, func() { syscall.Write(ends[1], []byte("fired")) })
		var text [10]byte
		n, err := syscall.Read(ends[0], text[:])
		fmt.Println(processors, string(text[:n]), err)
	}
}
