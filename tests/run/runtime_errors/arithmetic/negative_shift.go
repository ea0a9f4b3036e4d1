//test:exit 2

// A shift by a negative count.
package main

func main() {
	n := -1
	println(1 << n)
}
