// A closure that outlives the call keeps its own view of a named result.
package main

import "fmt"

func f() (n int, bump func() int) {
	bump = func() int { n++; return n }
	n = 5
	defer bump()
	return 40, bump
}

func main() {
	n, bump := f()
	fmt.Println(n, bump(), bump(), n)
}
