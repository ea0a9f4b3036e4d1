// A captured variable is the variable, not its value at the time of capture.
package main

import "fmt"

func main() {
	x := 1
	read := func() int { return x }
	x = 2
	fmt.Println(read())
	write := func(n int) { x = n }
	write(7)
	fmt.Println(x, read())
	p := &x
	*p = 9
	fmt.Println(read())
}
