//test:exit 2

// Looking up a key of type func, even in an empty map.
package main

func main() {
	var m map[any]int
	println(m[func() {}])
}
