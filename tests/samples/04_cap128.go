// by value iff never reassigned after capture, !addrtaken and size <= 128.
package main

type S128 struct{ a [16]int64 }
type S136 struct{ a [17]int64 }

var sink func() int64

func small(x S128) { sink = func() int64 { return x.a[0] } }
func big(x S136)   { sink = func() int64 { return x.a[0] } }
func reassignedBefore() {
	x := int64(1)
	x = 2
	sink = func() int64 { return x }
}
func reassignedAfter() {
	x := int64(1)
	sink = func() int64 { return x }
	x = 2
}
func reassignedInside() {
	x := int64(1)
	sink = func() int64 { x++; return x }
}
func addrTaken() {
	x := int64(1)
	p := &x
	sink = func() int64 { return x }
	*p = 5
}

func main() {
	small(S128{[16]int64{3}})
	println(sink())
	big(S136{[17]int64{4}})
	println(sink())
	reassignedBefore()
	println(sink())
	reassignedAfter()
	println(sink())
	reassignedInside()
	println(sink())
	addrTaken()
	println(sink())
}

//test:lang default go1.21
