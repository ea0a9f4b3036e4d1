//test:env GOMAXPROCS=1

// A goroutine that never calls anything does not keep others from running.
package main

import (
	"fmt"
	"time"
)

func main() {
	go func() {
		for x := 0; ; x++ {
		}
	}()
	time.Sleep(time.Millisecond)
	fmt.Println("main runs on")
}
