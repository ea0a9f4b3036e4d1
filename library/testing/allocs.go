// Package testing supports tests and benchmarks.
//
// This file counts allocations.
package testing

import "runtime"

// AllocsPerRun returns the average number of allocations of a call of f, rounded
// down. It calls f once to warm up and then runs times, with GOMAXPROCS 1.
func AllocsPerRun(runs int, f func()) (avg float64) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	f()
	before := mallocs()
	for i := 0; i < runs; i++ {
		f()
	}
	total := mallocs() - before
	return float64(total / uint64(runs))
}

// mallocs returns the number of objects allocated so far.
func mallocs() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.Mallocs
}
