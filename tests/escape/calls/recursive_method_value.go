// A method that makes a method value of itself leaks what the method leaks.
package main

var sink any

type T struct{ n int }

func (t *T) recursive() {
	sink = t
	var t2 T
	f := t2.recursive
	if t.n > 0 {
		f()
	}
}

func main() {
	var t T
	t.recursive()
}
