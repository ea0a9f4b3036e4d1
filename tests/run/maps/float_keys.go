// Zero of either sign is one key; every NaN is a new one that cannot be found.
package main

import (
	"fmt"
	"math"
)

func main() {
	m := map[float64]string{}
	m[0] = "zero"
	m[math.Copysign(0, -1)] = "minus zero"
	nan := math.NaN()
	m[nan], m[nan] = "a", "b"
	_, found := m[nan]
	fmt.Println(len(m), m[0], found)
	delete(m, nan)
	count := 0
	for k := range m {
		if k != k {
			count++
		}
	}
	fmt.Println(count)
	clear(m)
	fmt.Println(len(m))
}
