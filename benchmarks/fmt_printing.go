// Formatting with fmt into a buffer: integers, floats, strings and structs.
package main

import (
	"fmt"
	"strings"
)

type point struct {
	X, Y int
	Name string
}

func main() {
	var b strings.Builder
	total := 0
	for i := 0; i < 1_000_000; i++ {
		fmt.Fprintf(&b, "%d %5.2f %s %v|", i, float64(i)/7, "name", point{i, -i, "p"})
		if b.Len() > 1<<16 {
			total += b.Len()
			b.Reset()
		}
	}
	fmt.Println(total + b.Len())
}
