//test:exit 2

// The high bound over the length of a string.
package main

func main() {
	s := "abc"
	n := 5
	println(s[:n])
}
