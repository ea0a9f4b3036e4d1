//test:exit 2

// Comparing interfaces that hold structs with a func field.
package main

type s struct {
	n int
	f func()
}

func main() {
	var a, b any = s{1, nil}, s{1, nil}
	println(a == any(1))
	println(a == b)
}
