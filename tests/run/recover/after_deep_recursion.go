// A panic unwinds a hundred thousand frames, running deferred calls on the way.
package main

import "fmt"

var unwound int

func down(n int) {
	if n%1000 == 0 {
		defer func() { unwound++ }()
	}
	if n == 0 {
		panic("bottom")
	}
	down(n - 1)
}

func main() {
	for i := 0; i < 3; i++ {
		func() {
			defer func() { fmt.Println(recover(), unwound) }()
			down(100_000)
		}()
	}
}
