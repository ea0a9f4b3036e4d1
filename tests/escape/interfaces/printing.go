// Arguments of fmt functions escape, the slice around them does not.
package main

import (
	"errors"
	"fmt"
)

type t struct{ n int }

func main() {
	x, s, v := 1, "s", t{2}
	p := &v
	fmt.Println(x, s)
	fmt.Printf("%v %d %s\n", v, p.n, "constant")
	text := fmt.Sprint(p)
	err := fmt.Errorf("wrapped: %w", errors.New(text))
	fmt.Println(err)
	args := []any{x, s}
	fmt.Println(args...)
	println(x, s, p)
}
