//test:exit 2

// A capacity below the length given to make.
package main

func main() {
	n, c := 4, 2
	println(len(make([]int, n, c)))
}
