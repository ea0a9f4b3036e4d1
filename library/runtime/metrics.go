package runtime

import "unsafe"

// A metric is a sample of package runtime/metrics: a name, for which the value is
// to be filled in.
type metric struct {
	name   string
	kind   int
	scalar uint64
	more   unsafe.Pointer
}

// Kinds of metrics.
const (
	unknownMetric = iota
	countMetric
)

// readMetrics fills in samples. What the runtime does not measure has the kind
// that says so.
//
//go:linkname readMetrics runtime/metrics.runtime_readMetrics
func readMetrics(samples unsafe.Pointer, length, capacity int) {
	var stats MemStats
	ReadMemStats(&stats)
	for i := range unsafe.Slice((*metric)(samples), length) {
		sample := (*metric)(unsafe.Add(samples, uintptr(i)*unsafe.Sizeof(metric{})))
		sample.more = nil
		var known bool
		sample.scalar, known = metricOf(sample.name, &stats)
		sample.kind = unknownMetric
		if known {
			sample.kind = countMetric
		}
	}
}

func metricOf(name string, stats *MemStats) (value uint64, known bool) {
	switch name {
	case "/gc/cycles/total:gc-cycles":
		return uint64(stats.NumGC), true
	case "/gc/cycles/forced:gc-cycles":
		return uint64(stats.NumForcedGC), true
	case "/gc/cycles/automatic:gc-cycles":
		return uint64(stats.NumGC - stats.NumForcedGC), true
	case "/gc/heap/allocs:bytes":
		return stats.TotalAlloc, true
	case "/gc/heap/allocs:objects":
		return stats.Mallocs, true
	case "/gc/heap/frees:bytes":
		return stats.TotalAlloc - stats.HeapAlloc, true
	case "/gc/heap/frees:objects":
		return stats.Frees, true
	case "/gc/heap/goal:bytes":
		return stats.NextGC, true
	case "/gc/heap/objects:objects":
		return stats.HeapObjects, true
	case "/memory/classes/heap/objects:bytes":
		return stats.HeapAlloc, true
	case "/memory/classes/heap/unused:bytes":
		return stats.HeapInuse - stats.HeapAlloc, true
	case "/memory/classes/heap/released:bytes":
		return stats.HeapReleased, true
	case "/memory/classes/heap/free:bytes":
		return stats.HeapIdle - stats.HeapReleased, true
	case "/memory/classes/heap/stacks:bytes":
		return stats.StackInuse, true
	case "/memory/classes/total:bytes":
		return stats.Sys, true
	case "/sched/goroutines:goroutines":
		return uint64(NumGoroutine()), true
	case "/sched/gomaxprocs:threads":
		return uint64(GOMAXPROCS(0)), true
	}
	return 0, false
}
