// AddCleanup refuses arguments that keep the object alive for ever.
package main

import (
	"fmt"
	"runtime"
)

type pair struct {
	p *byte
	f int
}

func try(what string, add func()) {
	defer func() { fmt.Println(what, recover()) }()
	add()
}

func main() {
	try("the object itself:", func() {
		x := new(pair)
		runtime.AddCleanup(x, func(p *pair) {}, x)
	})
	try("a field of the object:", func() {
		x := new(pair)
		runtime.AddCleanup(x, func(p *int) {}, &x.f)
	})
	try("another object:", func() {
		x, y := new(pair), new(int)
		runtime.AddCleanup(x, func(p *int) {}, y)
		runtime.KeepAlive(x)
	})
}
