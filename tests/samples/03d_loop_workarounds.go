// both workarounds print a b c in every language version.
package main

import "fmt"

func main() {
	xs := []string{"a", "b", "c"}
	var fns []func()
	for i := 0; i < len(xs); i++ {
		i := i // new per-iteration variable
		fns = append(fns, func() { fmt.Println(xs[i]) })
	}
	for i := 0; i < len(xs); i++ {
		fns = append(fns, func(i int) func() {
			return func() { fmt.Println(xs[i]) }
		}(i))
	}
	for _, f := range fns {
		f()
	}
}

//test:lang default go1.21
