// Package runtime/metrics reads what the runtime measures.
package main

import (
	"fmt"
	"runtime"
	"runtime/metrics"
)

var keep []byte

func main() {
	samples := []metrics.Sample{
		{Name: "/gc/cycles/forced:gc-cycles"},
		{Name: "/gc/heap/allocs:bytes"},
		{Name: "/sched/goroutines:goroutines"},
		{Name: "/no/such:metric"},
	}
	metrics.Read(samples)
	before := samples[1].Value.Uint64()
	fmt.Println(samples[0].Value.Uint64(), before > 0, samples[2].Value.Uint64() > 0)
	fmt.Println(samples[3].Value.Kind() == metrics.KindBad)
	keep = make([]byte, 1<<20)
	runtime.GC()
	metrics.Read(samples)
	fmt.Println(samples[0].Value.Uint64(), samples[1].Value.Uint64()-before >= 1<<20)
	fmt.Println(len(metrics.All()) > 50)
}
