// The builtins clear, min and max.
package main

import (
	"fmt"
	"math"
)

func main() {
	s := []string{"a", "b"}
	clear(s[:1])
	fmt.Printf("%q %d %d\n", s, len(s), min(3, 1, 2))
	x, y := 2.5, 1
	fmt.Println(max(x, 1), max("b", "a", "ab"), min(float64(y), x), max(y, 7))
	fmt.Println(min(math.NaN(), 1), max(math.Inf(-1), -5), 1/min(0.0, math.Copysign(0, -1)))
	const c = max(1, 2.5, 'a')
	fmt.Println(c)
}
