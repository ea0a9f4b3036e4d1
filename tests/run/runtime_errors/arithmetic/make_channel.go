//test:exit 2

// A negative capacity of a channel.
package main

func main() {
	n := -1
	println(cap(make(chan int, n)))
}
