// Methods return closures over a pointer receiver and over a copied receiver.
package main

import "fmt"

type counter struct{ n int }

func (c *counter) byPointer() func() int { return func() int { c.n++; return c.n } }
func (c counter) byValue() func() int    { return func() int { c.n++; return c.n } }

func main() {
	c := counter{10}
	p, v := c.byPointer(), c.byValue()
	fmt.Println(p(), p(), v(), v(), v(), c.n)
}
