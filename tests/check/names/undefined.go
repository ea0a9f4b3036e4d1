// Names, fields, methods and packages that do not exist.
package main

import "fmt"

type t struct{ a int }

func main() {
	x := y
	var v t
	v.b = 1
	v.m()
	fmt.Printl("x")
	fmt.println("x")
	strings.ToUpper("x")
	var w undefinedType
	_, _ = x, w
}
