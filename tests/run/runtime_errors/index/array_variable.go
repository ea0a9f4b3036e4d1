//test:exit 2

// A variable index past the end of an array.
package main

func main() {
	var a [4]string
	i := len(a)
	a[i] = "x"
}
