// method value is a closure over the receiver; method expression is not.
package main

import "fmt"

type counter struct{ n int }

func (c *counter) inc() { c.n++ }

type vcounter struct{ n int }

func (c vcounter) get() int { return c.n }

func main() {
	c := &counter{}
	f := c.inc // closure capturing c
	f()
	f()
	f()
	fmt.Println(c.n) // 3
	g := (*counter).inc
	g(c)
	fmt.Println(c.n) // 4

	v := vcounter{7}
	h := v.get // value receiver is copied at evaluation
	v.n = 8
	fmt.Println(h(), v.get()) // 7 8

	var np *counter
	k := np.inc // pointer method value on nil: no panic here
	defer func() { fmt.Println(recover()) }()
	k()
}

//test:lang default go1.21
