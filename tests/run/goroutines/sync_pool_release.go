//test:collect never

// A Pool that nobody uses any more lets go of its values after two collections.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

type value struct{ numbers [10]int }

func main() {
	var p sync.Pool
	var released atomic.Int32
	for range 100 {
		v := &value{}
		runtime.AddCleanup(v, func(int) { released.Add(1) }, 0)
		p.Put(v)
	}
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	fmt.Println(released.Load() < 50)
	runtime.GC()
	for range 100 {
		if released.Load() >= 99 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println(released.Load() >= 99, p.Get())
}
