// Large objects without pointers, one after the other, while another goroutine keeps a processor busy:
// there is nothing for the allocating goroutine to help the collector with, so it has to wait for it,
// or memory grows.
package main

import (
	"fmt"
	"runtime"
	"sync/atomic"
)

var kept []byte

func main() {
	runtime.GOMAXPROCS(2)
	var stop atomic.Bool
	done := make(chan bool)
	go func() {
		for !stop.Load() {
		}
		done <- true
	}()
	for i := range 1000 {
		kept = make([]byte, 1<<20)
		kept[i] = 1
	}
	stop.Store(true)
	<-done
	var statistics runtime.MemStats
	runtime.ReadMemStats(&statistics)
	fmt.Println(statistics.Sys < 100<<20, statistics.NumGC > 20)
}
