// Goroutines that are locked to threads wake each other while the world is stopped again and again: a
// thread whose goroutine waits may be given a processor at any moment, also while it has to stop.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

const pairs, rounds, stops = 4, 4000, 4000

func main() {
	runtime.GOMAXPROCS(4)
	var all sync.WaitGroup
	sums := make([]int, pairs)
	for i := range pairs {
		ping, pong := make(chan int), make(chan int)
		all.Go(func() {
			runtime.LockOSThread()
			for v := range ping {
				pong <- v + 1
			}
			close(pong)
		})
		all.Go(func() {
			for n := range rounds {
				ping <- n
				sums[i] += <-pong
			}
			close(ping)
		})
	}
	all.Go(func() {
		var statistics runtime.MemStats
		for range stops {
			runtime.ReadMemStats(&statistics)
		}
	})
	all.Wait()
	fmt.Println(sums)
}
