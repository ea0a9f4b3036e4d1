// A short concatenation that does not leave the function is in its frame; one that leaves it, or is kept
// from one iteration to the next, is not.
package main

import (
	"fmt"
	"testing"
)

var kept []string

//go:noinline
func joined(a, b string) string { return a + b }

//go:noinline
func keep(a, b string) {
	s := a + b
	kept = append(kept, s)
}

//go:noinline
func length(a, b string) (n int) {
	last := ""
	for i := range 3 {
		s := a + b
		if i > 0 && s == last {
			n += len(s + "-")
		}
		last = s
	}
	return n
}

func main() {
	a, b := "short", "er"
	long := "0123456789012345678901234567890123456789"
	for name, f := range map[int]func(){
		0: func() { _ = len(a+b) + len(a+"x"+b) },
		1: func() { _ = len(long + b) },
		2: func() { _ = len(joined(a, b)) + len(joined(b, a)) },
	} {
		if n := testing.AllocsPerRun(100, f); n > float64(name) {
			fmt.Println(name, n)
		}
	}
	for _, s := range []string{"a", "b", "c"} {
		keep(s, b)
		keep("", s)
	}
	x := joined(a, b)
	y := joined(b, a)
	var all string
	for _, s := range kept {
		all += s + ","
	}
	fmt.Println(x, y, kept, all, length(a, b), long+"" == long, x+""+y)
}
