// Each level of nesting reads and writes variables of all levels around it.
package main

import "fmt"

func main() {
	a := 1
	outer := func() func() func() int {
		b := 10
		return func() func() int {
			c := 100
			a++
			return func() int {
				a++
				b++
				c++
				return a + b + c
			}
		}
	}
	middle := outer()
	f, g := middle(), middle()
	fmt.Println(f(), f(), g(), a)
}
