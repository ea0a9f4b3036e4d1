//test:collect rarely

// Handles are equal as their values are, also while collections run.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"unique"
)

type pair struct {
	name  string
	value any
}

func main() {
	a, b := unique.Make("abc"), unique.Make(string([]byte{'a', 'b', 'c'}))
	fmt.Println(a == b, a.Value(), a == unique.Make("x"))
	zero := 0.0
	fmt.Println(unique.Make(struct{}{}) == unique.Make(struct{}{}), unique.Make(zero) == unique.Make(-zero), unique.Make(zero/zero) == unique.Make(zero/zero))
	fmt.Println(unique.Make(pair{"p", 1}) == unique.Make(pair{"p", 1}), unique.Make[any](1) == unique.Make[any](1.0))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range 10000 {
				if unique.Make(pair{"p", i % 100}) != unique.Make(pair{"p", i % 100}) {
					panic("different handles")
				}
				if i%2000 == 0 {
					runtime.GC()
				}
			}
		})
	}
	group.Wait()
}
