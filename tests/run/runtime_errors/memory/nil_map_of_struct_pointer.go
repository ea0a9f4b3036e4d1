//test:exit 2

// A missing map entry of pointer type is nil.
package main

type point struct{ x, y int }

func main() {
	m := map[string]*point{}
	m["a"].x = 1
}
