//test:exit 2

// A negative bound.
package main

func main() {
	s := "abc"
	i := -2
	println(s[i:])
}
