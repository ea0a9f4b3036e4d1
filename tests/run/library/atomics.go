// Atomic integers, pointers, flags and values under contention.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type config struct{ version int }

func main() {
	var n atomic.Int64
	var old int32
	var flag atomic.Bool
	var p atomic.Pointer[config]
	var u atomic.Uint32
	var wg sync.WaitGroup
	winners := atomic.Int32{}
	for i := 0; i < 50; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := 0; j < 100; j++ {
				n.Add(2)
				atomic.AddInt32(&old, 1)
			}
			if flag.CompareAndSwap(false, true) {
				winners.Add(1)
				p.Store(&config{3})
			}
		}()
	}
	wg.Wait()
	fmt.Println(n.Load(), atomic.LoadInt32(&old), winners.Load(), p.Load().version)
	fmt.Println(n.Swap(5), n.CompareAndSwap(5, 6), n.CompareAndSwap(5, 7), n.Load(), u.Add(^uint32(0)), u.And(0xff), u.Or(0x100), u.Load())
	var v atomic.Value
	v.Store([]int{1, 2})
	fmt.Println(v.Load().([]int), v.Swap([]int{3}), v.Load())
}
