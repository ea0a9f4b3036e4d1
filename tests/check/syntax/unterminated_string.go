// A string literal that does not end on its line.
package main

func main() {
	s := "abc
	println(s)
}
