//test:exit 2

// A slice too short for the array it is converted to.
package main

func main() {
	s := make([]int, 3)
	a := [5]int(s)
	println(a[0])
}
