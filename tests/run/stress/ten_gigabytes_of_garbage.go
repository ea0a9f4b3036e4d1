//test:timeout 120

// Ten gigabytes allocated in all while fifty megabytes live: memory has to come back.
package main

import (
	"fmt"
	"runtime"
)

type block struct {
	data []byte
	next *block
}

func main() {
	live := make([]*block, 3200)
	allocated := 0
	seed := uint32(1)
	for allocated < 10<<30 {
		seed = seed*1664525 + 1013904223
		size := 16<<10 - int(seed>>20)
		b := &block{data: make([]byte, size)}
		b.data[0], b.data[size-1] = byte(size), byte(size>>8)
		live[int(seed>>8)%len(live)] = b
		allocated += size
	}
	bad := 0
	for _, b := range live {
		if n := len(b.data); b.data[0] != byte(n) || b.data[n-1] != byte(n>>8) {
			bad++
		}
	}
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	fmt.Println(bad, stats.Sys < 1<<30, stats.NumGC > 10)
}
