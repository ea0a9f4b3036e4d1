//test:exit 3

// os.Exit in any goroutine ends the program at once.
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("never printed")
	fmt.Println("start")
	go os.Exit(3)
	select {}
}
