// fallthrough goes into the next body without testing it, also into default.
package main

import "fmt"

func f(n int) (s string) {
	switch n {
	case 0:
		s += "zero "
		fallthrough
	case 1:
		s += "one "
		if n == 1 {
			break
		}
		fallthrough
	default:
		s += "default "
		fallthrough
	case 5:
		s += "five"
	}
	return s
}

func main() {
	for _, n := range []int{0, 1, 2, 5} {
		fmt.Printf("%d %q\n", n, f(n))
	}
}
