//test:exit 2

// A field far behind a nil pointer is still a nil dereference.
package main

type big struct {
	pad  [1 << 20]byte
	last int
}

func main() {
	var p *big
	println(p.last)
}
