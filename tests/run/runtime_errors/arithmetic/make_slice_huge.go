//test:exit 2

// A length larger than memory.
package main

func main() {
	n := 1 << 62
	println(len(make([]int64, n)))
}
