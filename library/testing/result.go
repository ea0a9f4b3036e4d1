package testing

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// A BenchmarkResult is the outcome of a benchmark.
type BenchmarkResult struct {
	N         int           // number of iterations
	T         time.Duration // total time
	Bytes     int64         // bytes processed in one iteration
	MemAllocs uint64        // total number of allocations
	MemBytes  uint64        // total bytes allocated

	// Extra has what ReportMetric was told.
	Extra map[string]float64
}

// NsPerOp returns the time of an iteration in nanoseconds.
func (r BenchmarkResult) NsPerOp() int64 { return r.each("ns/op", uint64(r.T.Nanoseconds())) }

// AllocsPerOp returns the allocations of an iteration.
func (r BenchmarkResult) AllocsPerOp() int64 { return r.each("allocs/op", r.MemAllocs) }

// AllocedBytesPerOp returns the bytes allocated in an iteration.
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return r.each("B/op", r.MemBytes) }

// each returns what was reported for a unit, else a share of the total.
func (r BenchmarkResult) each(unit string, total uint64) int64 {
	if value, ok := r.Extra[unit]; ok {
		return int64(value)
	}
	if r.N <= 0 {
		return 0
	}
	return int64(total) / int64(r.N)
}

// throughput returns the megabytes processed in a second.
func (r BenchmarkResult) throughput() float64 {
	if value, ok := r.Extra["MB/s"]; ok {
		return value
	}
	if r.Bytes <= 0 || r.T <= 0 || r.N <= 0 {
		return 0
	}
	return float64(r.Bytes) * float64(r.N) / 1e6 / r.T.Seconds()
}

// String shows iterations, time and further measurements as go test does.
func (r BenchmarkResult) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%8d", r.N)
	ns, reported := r.Extra["ns/op"]
	if !reported && r.N > 0 {
		ns = float64(r.T.Nanoseconds()) / float64(r.N)
	}
	if ns != 0 {
		out.WriteByte('\t')
		writeMeasure(&out, ns, "ns/op")
	}
	if speed := r.throughput(); speed != 0 {
		fmt.Fprintf(&out, "\t%7.2f MB/s", speed)
	}
	units := make([]string, 0, len(r.Extra))
	for unit := range r.Extra {
		units = append(units, unit)
	}
	slices.Sort(units)
	for _, unit := range units {
		switch unit {
		case "ns/op", "MB/s", "B/op", "allocs/op":
			// They have a place of their own.
		default:
			out.WriteByte('\t')
			writeMeasure(&out, r.Extra[unit], unit)
		}
	}
	return out.String()
}

// MemString shows the allocations as go test -benchmem does.
func (r BenchmarkResult) MemString() string {
	return fmt.Sprintf("%8d B/op\t%8d allocs/op", r.AllocedBytesPerOp(), r.AllocsPerOp())
}

// writeMeasure prints a number with about four significant digits.
func writeMeasure(out *strings.Builder, x float64, unit string) {
	format := "%10.0f %s"
	switch x := math.Abs(x); {
	case x >= 999.95 || x == 0:
	case x >= 99.995:
		format = "%12.1f %s"
	case x >= 9.9995:
		format = "%13.2f %s"
	case x >= 0.99995:
		format = "%14.3f %s"
	case x >= 0.099995:
		format = "%15.4f %s"
	case x >= 0.0099995:
		format = "%16.5f %s"
	case x >= 0.00099995:
		format = "%17.6f %s"
	default:
		format = "%18.7f %s"
	}
	fmt.Fprintf(out, format, x, unit)
}
