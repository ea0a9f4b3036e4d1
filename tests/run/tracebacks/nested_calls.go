//test:exit 2
//test:stderr full

// Frames from the panic outwards, with the line of each call.
package main

//go:noinline
func inner(s []int, i int) int {
	return s[i]
}

//go:noinline
func middle(n int) int {
	if n > 0 {
		return middle(n-1) + 1
	}
	return inner([]int{1, 2}, 5)
}

func main() {
	println(middle(2))
}
