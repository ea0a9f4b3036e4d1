// A state machine whose states are functions returning the next one.
package main

import "fmt"

type state func(byte) state

func main() {
	words := 0
	var inside, outside state
	inside = func(c byte) state {
		if c == ' ' {
			return outside
		}
		return inside
	}
	outside = func(c byte) state {
		if c == ' ' {
			return outside
		}
		words++
		return inside
	}
	s := outside
	for _, c := range []byte("  the quick  brown fox ") {
		s = s(c)
	}
	fmt.Println(words)
}
