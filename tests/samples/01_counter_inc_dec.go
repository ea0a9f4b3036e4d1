// counter() returns two closures sharing one heap variable; init runs first.
package main

import "fmt"

func init() {
	fmt.Println("========Go init=========")
}

func counter() (func() int, func() int) {
	count := 0
	increment := func() int {
		count++
		return count
	}
	decrement := func() int {
		count--
		return count
	}
	return increment, decrement
}

func main() {
	inc1, dec1 := counter()
	fmt.Println("inc1:", inc1()) // 1
	fmt.Println("inc1:", inc1()) // 2
	fmt.Println("dec1:", dec1()) // 1

	inc2, dec2 := counter()      // a new count
	fmt.Println("inc2:", inc2()) // 1
	fmt.Println("dec2:", dec2()) // 0
	fmt.Println("dec2:", dec2()) // -1
	fmt.Println("inc1:", inc1()) // 2 (independent)
}

//test:lang default go1.21
