//test:exit 2

// A promoted field through a nil embedded pointer.
package main

type inner struct{ n int }

type outer struct {
	name string
	*inner
}

func main() {
	var o outer
	o.n = 3
}
