//test:exit 2

// An unsigned index larger than any int.
package main

func main() {
	s := []int{1}
	i := ^uint64(0)
	println(s[i])
}
