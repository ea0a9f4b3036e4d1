//test:exit 2

// A negative length given to make.
package main

func main() {
	n := -1
	println(len(make([]int, n)))
}
