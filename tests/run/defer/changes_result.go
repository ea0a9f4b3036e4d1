// A deferred closure reads and changes named results after return set them.
package main

import (
	"errors"
	"fmt"
)

func increments() (n int) {
	defer func() { n++ }()
	return 41
}

func swaps() (a, b string) {
	defer func() { a, b = b, a }()
	a = "ignored"
	return "x", "y"
}

func wraps() (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("wrapped: %w", err)
		}
	}()
	return errors.New("inner")
}

func unnamed() int {
	n := 1
	defer func() { n = 100 }()
	return n
}

func main() {
	fmt.Println(increments())
	fmt.Println(swaps())
	fmt.Println(wraps(), unnamed())
}
