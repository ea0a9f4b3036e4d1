//test:exit 2

// A struct key is as hashable as its fields.
package main

type key struct {
	name  string
	value any
}

func main() {
	m := map[key]int{}
	m[key{"a", 1}] = 1
	m[key{"b", map[int]int{}}] = 2
}
