// Method values allocate when they leave; method expressions never do.
package main

type counter struct{ n int }

func (c *counter) inc()    { c.n++ }
func (c counter) get() int { return c.n }

var sink func()
var sinkGet func() int
var sinkExpr func(*counter)

func local(c *counter) {
	f := c.inc
	f()
}

func heap(c *counter, v counter) {
	sink = c.inc
	sinkGet = v.get
	sinkExpr = (*counter).inc
}

type incer interface{ inc() }

func dynamic(i incer) func() { return i.inc }

func main() {}
