//test:exit 2

// The high bound of a slice expression over the capacity.
package main

func main() {
	s := make([]int, 1, 3)
	n := 5
	println(len(s[:n]))
}
