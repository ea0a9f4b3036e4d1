// A failed assertion between types that print the same says whether they are of different packages or
// of different scopes.
package main

import (
	"fmt"

	"example.com/assertion/a"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	try(func() { _ = a.X.(struct{ x int }) })
	try(func() { _ = a.Local().(a.T) })
	try(func() { _ = any(map[string]struct{ x int }{}).(map[string]struct{ y int }) })
}
