package main

// Types and frames above gc's limits. Channels are the first to be reported.

type element [1 << 16]byte

type holder struct {
	a int
	c chan element
}

func takes(p chan element) {}

func gives() <-chan element { return nil }

type table map[string]chan element

var pointer *holder

var function func(chan [1 << 17]byte)

var fine chan *element

var alsoFine chan [1<<16 - 1]byte

func main() {
	var a, b chan [1<<16 + 1]byte
	c := make(chan struct{ v [1 << 16]byte })
	_, _, _ = a, b, c
}
