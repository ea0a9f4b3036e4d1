//test:exit 2

// An error value is shown by its Error method.
package main

import (
	"errors"
	"fmt"
)

func main() {
	panic(fmt.Errorf("outer: %w", errors.New("inner")))
}
