//test:exit 2

// The low bound of a full slice expression over its high bound.
package main

func main() {
	s := make([]int, 9)
	i, j := 4, 3
	println(len(s[i:j:5]))
}
