// runtime.GC frees what the registers for arguments held at its call: a cleanup of the object that was
// allocated last runs after one collection.
package main

import (
	"fmt"
	"runtime"
)

//go:noinline
func watch(done chan int, i int) {
	runtime.AddCleanup(new([4]int), func(i int) { done <- i }, i)
}

func main() {
	done := make(chan int)
	for i := range 5 {
		watch(done, i)
		runtime.GC()
		fmt.Println(<-done)
	}
}
