// Malformed numbers, runes and escapes.
package main

var (
	a = 09
	b = 0x
	c = 1e
	d = ''
	e = 'ab'
	f = "\q"
	g = 0b12
	h = 1__0
)

func main() {}
