//test:exit 2

// The high bound of a full slice expression over its maximum.
package main

func main() {
	s := make([]int, 9)
	i, n := 4, 3
	println(len(s[0:i:n]))
}
