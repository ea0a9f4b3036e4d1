//test:exit 2

// Indexing through a nil pointer to an array.
package main

func main() {
	var p *[4]int
	i := 2
	println(len(p))
	println(p[i])
}
