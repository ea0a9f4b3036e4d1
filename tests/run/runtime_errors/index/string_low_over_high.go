//test:exit 2

// A low bound over the high bound of a string.
package main

func main() {
	s := "abcdef"
	i, j := 5, 3
	println(s[i:j])
}
