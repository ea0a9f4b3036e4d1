//test:exit 2

// A low bound over the length, with no high bound.
package main

func main() {
	s := make([]int, 2, 10)
	i := 3
	println(len(s[i:]))
}
