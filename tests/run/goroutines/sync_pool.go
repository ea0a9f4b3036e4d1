//test:collect never

// Pool gives back what was put, keeps it for one collection that does not use it, and not for two.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	runtime.GOMAXPROCS(1)
	var p sync.Pool
	fmt.Println(p.Get())
	for _, s := range []string{"a", "b", "c", "d"} {
		p.Put(s)
	}
	for range 5 {
		fmt.Println(p.Get())
	}
	for range 100 {
		p.Put("many")
	}
	runtime.GC()
	fmt.Println(p.Get())
	runtime.GC()
	fmt.Println(p.Get())
	p.New = func() any { return "new" }
	p.Put(nil)
	fmt.Println(p.Get())
}
