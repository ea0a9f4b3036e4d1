// A type whose values are larger than any memory may be used, as long as none is made.
package main

import "fmt"

type large struct {
	number int
	list   [1 << 42]*byte
}

func describe(p *large) any { return p }

func main() {
	fmt.Printf("%T %v\n", describe(nil), describe(nil) == any((*large)(nil)))
}
