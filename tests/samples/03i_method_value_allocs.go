// method value vs method expression allocations (testing.Benchmark in a main program).
package main

import (
	"fmt"
	"testing"
)

type counter struct{ n int }

//go:noinline
func (c *counter) inc() { c.n++ }

var sink func()
var sink2 func(*counter)

func main() {
	c := &counter{}
	esc := testing.AllocsPerRun(100, func() { sink = c.inc })
	noesc := testing.AllocsPerRun(100, func() { f := c.inc; f() })
	expr := testing.AllocsPerRun(100, func() { sink2 = (*counter).inc; sink2(c) })
	fmt.Println(esc, noesc, expr) // 1 0 0
}

//test:lang default go1.21
