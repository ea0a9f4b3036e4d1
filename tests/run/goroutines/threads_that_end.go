// Goroutines that end while they are locked to their thread take it with them; what belonged to those
// threads is used again, so that any number of them may end.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	done := make(chan int)
	sum := 0
	for i := range 11_000 {
		go func() {
			runtime.LockOSThread()
			done <- i
		}()
		sum += <-done
	}
	fmt.Println(sum)
}
