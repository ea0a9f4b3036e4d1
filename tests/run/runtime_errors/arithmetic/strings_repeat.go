//test:exit 2

// Library code panics with an error of its own.
package main

import "strings"

func main() {
	println(strings.Repeat("x", -len(strings.Fields("a b"))))
}
