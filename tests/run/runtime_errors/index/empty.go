//test:exit 2

// Any index into an empty slice.
package main

func main() {
	var s []int
	i := 0
	println(s[i])
}
