// Random numbers: seeded sources repeat, the global source stays in range.
package main

import (
	"fmt"
	"math/rand"
)

func main() {
	a, b := rand.New(rand.NewSource(7)), rand.New(rand.NewSource(7))
	fmt.Println(a.Intn(1000), a.Intn(1000), a.Intn(1000) == (b.Intn(1000)+b.Intn(1000))*0+b.Intn(1000))
	for i := 0; i < 1000; i++ {
		if n := rand.Intn(10); n < 0 || n >= 10 {
			fmt.Println("out of range", n)
		}
	}
	fmt.Println(len(rand.Perm(5)))
}
