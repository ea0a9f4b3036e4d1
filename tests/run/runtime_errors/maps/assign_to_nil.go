//test:exit 2

// Assignment to an entry of a nil map.
package main

func main() {
	var m map[string]int
	println(len(m), m["a"])
	m["a"] = 1
}
