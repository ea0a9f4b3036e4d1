//test:exit 2

// So does sending to one.
package main

func main() {
	var ch chan<- string
	ch <- "x"
}
