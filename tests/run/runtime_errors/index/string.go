//test:exit 2

// An index past the end of a string.
package main

func main() {
	s := "héy"
	i := 4
	println(s[i])
}
