// Unexported names of another package cannot be used.
package main

import "example.com/unexported/lib"

func main() {
	lib.hidden()
	var t lib.T
	t.field = 1
	t.method()
	_ = lib.T{field: 2}
	_ = lib.Missing
}
