//test:exit 2

// Reading a field through a nil pointer; the address is its offset.
package main

type node struct {
	value int
	next  *node
}

func main() {
	var p *node
	println(p.next.value)
}
