//test:exit 2

// A negative index.
package main

func main() {
	s := make([]byte, 3)
	i := -1
	s[i] = 1
}
