//test:exit 2

// Integer division by zero.
package main

func main() {
	a, b := 7, 0
	println(a / b)
}
