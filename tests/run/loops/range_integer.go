// range over an integer of any type, a constant, zero and negative, and without variable.
package main

import "fmt"

type day uint8

func main() {
	for i := range 3 {
		fmt.Print(i, " ")
		i = 10
		_ = i
	}
	n := 2
	for i := range n {
		n = 5
		fmt.Print("n", i, " ")
	}
	for range 2 {
		fmt.Print("x ")
	}
	for i := range -3 {
		fmt.Print("never", i)
	}
	for d := range day(2) {
		fmt.Printf("%T%d ", d, d)
	}
	const c = 1 << 1
	var fs []func() int
	for i := range c {
		fs = append(fs, func() int { return i })
	}
	fmt.Println(fs[0](), fs[1]())
}
