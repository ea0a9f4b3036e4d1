// iter.Pull: the goroutine of the iterator counts until the iterator ends; calling next inside of the
// iterator, or yield outside of it, panics.
package main

import (
	"fmt"
	"iter"
	"runtime"
)

func try(name string, f func()) {
	defer func() { fmt.Println(name, recover()) }()
	f()
}

func main() {
	before := runtime.NumGoroutine()
	count := func() int { return runtime.NumGoroutine() - before }
	var kept func(int) bool
	next, stop := iter.Pull(func(yield func(int) bool) {
		kept = yield
		for i := 0; i < 3 && yield(i); i++ {
		}
	})
	fmt.Println(count())
	for v, ok := next(); ok; v, ok = next() {
		try("yield", func() { kept(9) })
		fmt.Println(v, count())
	}
	stop()
	fmt.Println(count())

	_, stop = iter.Pull(func(yield func(int) bool) { fmt.Println("never") })
	stop()
	fmt.Println(count())

	next, stop = iter.Pull(func(yield func(int) bool) {
		try("next", func() { next() })
		yield(1)
		panic("end")
	})
	fmt.Println(next())
	try("iterator", func() { next() })
	fmt.Println(next())
	fmt.Println(count())
}
