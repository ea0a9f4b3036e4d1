// Runtime errors implement runtime.Error and error, and carry their text.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func catch(f func()) (err error) {
	defer func() { err, _ = recover().(error) }()
	f()
	return nil
}

func main() {
	var list []int
	var m map[string]int
	var p *struct{ n int }
	zero := 0
	for _, f := range []func(){
		func() { _ = list[3] }, func() { m["a"] = 1 }, func() { p.n++ }, func() { zero = 1 / zero },
		func() { _ = any(1).(string) }, func() { close((chan int)(nil)) },
	} {
		err := catch(f)
		var re runtime.Error
		var ta *runtime.TypeAssertionError
		fmt.Println(err, errors.As(err, &re), errors.As(err, &ta))
	}
}
