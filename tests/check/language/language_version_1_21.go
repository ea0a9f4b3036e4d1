//test:lang go1.21

// Ranging over integers and functions needs Go 1.22 and 1.23.
package main

func main() {
	for i := range 3 {
		println(i)
	}
	for i := range func(yield func(int) bool) {} {
		println(i)
	}
}
