//test:exit 2

// A recovered panic and the one that replaces it are both shown.
package main

import "fmt"

func main() {
	defer func() {
		panic(fmt.Sprint("second after ", recover()))
	}()
	panic("first")
}
