//test:exit 2

// The maximum of a full slice expression over the capacity.
package main

func main() {
	s := make([]int, 3)
	n := 5
	println(len(s[0:1:n]))
}
