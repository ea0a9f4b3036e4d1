// A map that was ranged over to the end is not kept alive by the loop that has ended.
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
)

type payload struct{ values [64]int }

var collected atomic.Int32

//go:noinline
func fill(n int) map[int]*payload {
	m := map[int]*payload{}
	for i := range n {
		p := &payload{}
		p.values[0] = i
		runtime.SetFinalizer(p, func(*payload) { collected.Add(1) })
		m[i] = p
	}
	return m
}

func main() {
	for _, n := range []int{5, 500} {
		collected.Store(0)
		sum := 0
		for round := range 2 {
			m := fill(n)
			for key, value := range m {
				sum += key - value.values[0] + round
			}
			m = nil
			for tries := 0; tries < 2000 && int(collected.Load()) < n*(round+1)-2; tries++ {
				runtime.GC()
				runtime.Gosched()
			}
			fmt.Println(n, round, sum, int(collected.Load()) >= n*(round+1)-2)
		}
	}
}
