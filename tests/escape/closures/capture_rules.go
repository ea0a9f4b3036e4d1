//test:gcflags -m=2 -l

// The verbose form says how each variable is captured, and why things escape.
package main

type big struct{ a [17]int64 }

var sink func() int64

func value(x int64)   { sink = func() int64 { return x } }
func large(b big)     { sink = func() int64 { return b.a[0] } }
func assigned()       { x := int64(1); sink = func() int64 { return x }; x = 2 }
func assignedBefore() { x := int64(1); x = 2; sink = func() int64 { return x } }
func addressed() *int64 {
	x := int64(1)
	sink = func() int64 { return x }
	return &x
}

func main() {}
