//test:exit 2

// Goexit in main, with no other goroutine left.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	defer fmt.Println("deferred")
	runtime.Goexit()
}
