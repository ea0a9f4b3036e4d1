//test:exit 2

// After Goexit in main the other goroutines run on.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	go func() {
		time.Sleep(5 * time.Millisecond)
		fmt.Println("other finished")
	}()
	runtime.Goexit()
}
