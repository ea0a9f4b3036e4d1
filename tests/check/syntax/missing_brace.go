// A block that is never closed.
package main

func main() {
	if true {
		println("x")
}
