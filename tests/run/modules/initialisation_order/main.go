// Packages are initialised before those that import them, each once, files by name.
package main

import (
	"fmt"

	"example.com/order/b"
	"example.com/order/deep/a"
)

var v = show("main variable", a.Value+b.Value)

func init() { fmt.Println("main init") }

func show(s string, n int) int { fmt.Println(s, n); return n }

func main() { fmt.Println("main", v, other) }
