//test:exit 2

// A low bound over the high bound.
package main

func main() {
	s := []int{1, 2, 3}
	i, j := 3, 1
	println(len(s[i:j]))
}
