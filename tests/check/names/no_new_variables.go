// := needs a new name on its left, and only names.
package main

type s struct{ f int }

func main() {
	a, b := 1, 2
	a, b := b, a
	var v s
	v.f := 3
	a, v.f := 4, 5
	_ := 6
}
