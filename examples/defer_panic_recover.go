// Defer_panic_recover shows deferred calls: their order, when their arguments
// are evaluated, changed results, panics recovered, replaced and re-raised.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
)

func order() {
	for i := 0; i < 3; i++ {
		defer fmt.Println("deferred", i)
	}
	fmt.Println("body done")
}

func arguments() {
	x := 1
	defer fmt.Println("argument evaluated early:", x)
	defer func() { fmt.Println("closure sees the last value:", x) }()
	x = 2
}

func doubled(n int) (result int) {
	defer func() { result *= 2 }()
	return n + 1
}

func safeDivide(a, b int) (q int, err error) {
	defer func() {
		if r := recover(); r != nil {
			var re runtime.Error
			if e, ok := r.(error); ok && errors.As(e, &re) {
				err = fmt.Errorf("safeDivide(%d, %d): %w", a, b, re)
				return
			}
			panic(r)
		}
	}()
	return a / b, nil
}

// protect runs f and returns whatever it panicked with.
func protect(f func()) (value any) {
	defer func() { value = recover() }()
	f()
	return nil
}

type resource struct{ name string }

func open(name string) *resource {
	fmt.Println("open", name)
	return &resource{name}
}

func (r *resource) Close() { fmt.Println("close", r.name) }

func useTwo() {
	a := open("a")
	defer a.Close()
	b := open("b")
	defer b.Close()
	panic("trouble between open and close")
}

func main() {
	order()
	arguments()
	fmt.Println(doubled(20))
	fmt.Println(safeDivide(7, 2))
	fmt.Println(safeDivide(7, 0))
	fmt.Println("recovered:", protect(useTwo))

	var table map[string]int
	var list []int
	var nothing *resource
	for _, f := range []func(){
		func() { table["x"] = 1 },
		func() { _ = list[5] },
		func() { fmt.Println(nothing.name) },
		func() { _ = any("text").(int) },
		func() { panic(fmt.Errorf("wrapped: %w", os.ErrClosed)) },
		func() {
			defer func() { panic(fmt.Sprint("replaced ", recover())) }()
			panic("first")
		},
	} {
		fmt.Println("recovered:", protect(f))
	}
	defer fmt.Println("deferred calls do not run on os.Exit")
	os.Exit(0)
}
