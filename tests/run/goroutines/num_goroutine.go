// NumGoroutine counts those that live; ended ones do not count.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	quit, done := make(chan bool), make(chan bool)
	for i := 0; i < 5; i++ {
		go func() { <-quit; done <- true }()
	}
	runtime.Gosched()
	fmt.Println(runtime.NumGoroutine())
	close(quit)
	for i := 0; i < 5; i++ {
		<-done
	}
	for runtime.NumGoroutine() > 1 {
		runtime.Gosched()
	}
	fmt.Println(runtime.NumGoroutine())
}
