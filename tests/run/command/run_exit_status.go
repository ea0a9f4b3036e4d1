//test:mode run
//test:exit 1

// run reports a status other than 0 and exits with 1 itself.
package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println("before")
	os.Exit(7)
}
