//test:exit 42
//test:args 42

// os.Exit ends at once with the status, without deferred calls.
package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	defer fmt.Println("never printed")
	status, _ := strconv.Atoi(os.Args[1])
	fmt.Println("leaving with", status)
	os.Exit(status)
}
