package testing

import (
	"fmt"
	"runtime"
	"strings"
	"time"
)

// A B is handed to benchmark functions: they do their work b.N times, or as
// long as b.Loop returns true.
type B struct {
	N int

	running  bool
	started  time.Time
	elapsed  time.Duration
	bytes    int64
	mallocs  uint64
	memory   uint64
	atStart  runtime.MemStats
	report   bool
	failed   bool
	looped   bool
	done     int
	previous int
	log      []string
	extra    map[string]float64
}

// target is how long a benchmark should run for.
const target = time.Second

// A BenchmarkResult is the outcome of a benchmark.
type BenchmarkResult struct {
	N         int           // number of iterations
	T         time.Duration // total time
	Bytes     int64         // bytes processed in one iteration
	MemAllocs uint64        // total number of allocations
	MemBytes  uint64        // total bytes allocated
	Extra     map[string]float64
}

// Benchmark runs a benchmark function with growing N until it takes about a
// second.
func Benchmark(f func(b *B)) BenchmarkResult {
	b := &B{}
	b.run(f, 1)
	for n := 1; !b.failed && !b.looped && b.elapsed < target && n < 1e9; {
		n = b.next(n)
		b.run(f, n)
	}
	if b.looped {
		b.N = b.done
	}
	if b.failed {
		return BenchmarkResult{}
	}
	return BenchmarkResult{b.N, b.elapsed, b.bytes, b.mallocs, b.memory, b.extra}
}

// next predicts how many iterations fill the time, growing neither too fast
// nor too slowly.
func (b *B) next(last int) int {
	each := b.elapsed.Nanoseconds()
	if each <= 0 {
		each = 1
	}
	n := int64(target) * int64(last) / each
	n += n / 5
	if limit := int64(last) * 100; n > limit {
		n = limit
	}
	if n <= int64(last) {
		n = int64(last) + 1
	}
	if n > 1e9 {
		n = 1e9
	}
	return int(n)
}

// run calls f in a goroutine of its own, which FailNow ends.
func (b *B) run(f func(b *B), n int) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer b.StopTimer()
		runtime.GC()
		b.N = n
		b.ResetTimer()
		b.StartTimer()
		f(b)
	}()
	<-done
}

// StartTimer starts timing; it runs already when the function is called.
func (b *B) StartTimer() {
	if !b.running {
		runtime.ReadMemStats(&b.atStart)
		b.started = time.Now()
		b.running = true
	}
}

// StopTimer stops timing.
func (b *B) StopTimer() {
	if b.running {
		b.elapsed += time.Since(b.started)
		var now runtime.MemStats
		runtime.ReadMemStats(&now)
		b.mallocs += now.Mallocs - b.atStart.Mallocs
		b.memory += now.TotalAlloc - b.atStart.TotalAlloc
		b.running = false
	}
}

// ResetTimer forgets the time and the allocations so far.
func (b *B) ResetTimer() {
	b.extra = nil
	b.elapsed, b.mallocs, b.memory = 0, 0, 0
	if b.running {
		runtime.ReadMemStats(&b.atStart)
		b.started = time.Now()
	}
}

// Loop returns true until the benchmark has run for long enough. The time
// before the first call does not count.
func (b *B) Loop() bool {
	if !b.looped {
		b.looped = true
		b.done = 0
		b.previous = 1
		b.ResetTimer()
		return true
	}
	b.done++
	if b.done < b.previous {
		return true
	}
	// Look at the clock after 1, 2, 4, ... iterations only.
	b.previous *= 2
	if time.Since(b.started) < target && b.running {
		return true
	}
	b.StopTimer()
	return false
}

// Elapsed returns the time measured so far.
func (b *B) Elapsed() time.Duration {
	if b.running {
		return b.elapsed + time.Since(b.started)
	}
	return b.elapsed
}

// ReportAllocs asks for allocations to be shown.
func (b *B) ReportAllocs() { b.report = true }

// SetBytes records how many bytes one iteration processes.
func (b *B) SetBytes(n int64) { b.bytes = n }

// ReportMetric adds a measurement to the result.
func (b *B) ReportMetric(n float64, unit string) {
	if b.extra == nil {
		b.extra = make(map[string]float64)
	}
	b.extra[unit] = n
}

// Helper does nothing: failures of benchmarks are not traced to callers.
func (b *B) Helper() {}

// Log records a text.
func (b *B) Log(args ...any) { b.log = append(b.log, fmt.Sprintln(args...)) }

// Logf records a formatted text.
func (b *B) Logf(format string, args ...any) {
	b.log = append(b.log, fmt.Sprintf(format, args...)+"\n")
}

// Fail marks the benchmark as failed.
func (b *B) Fail() { b.failed = true }

// FailNow marks the benchmark as failed and ends it.
func (b *B) FailNow() {
	b.failed = true
	runtime.Goexit()
}

// Error is Log and Fail.
func (b *B) Error(args ...any) {
	b.Log(args...)
	b.Fail()
}

// Errorf is Logf and Fail.
func (b *B) Errorf(format string, args ...any) {
	b.Logf(format, args...)
	b.Fail()
}

// Fatal is Log and FailNow.
func (b *B) Fatal(args ...any) {
	b.Log(args...)
	b.FailNow()
}

// Fatalf is Logf and FailNow.
func (b *B) Fatalf(format string, args ...any) {
	b.Logf(format, args...)
	b.FailNow()
}

// NsPerOp returns the time of an iteration in nanoseconds.
func (r BenchmarkResult) NsPerOp() int64 { return r.each(uint64(r.T.Nanoseconds())) }

// AllocsPerOp returns the allocations of an iteration.
func (r BenchmarkResult) AllocsPerOp() int64 { return r.each(r.MemAllocs) }

// AllocedBytesPerOp returns the bytes allocated in an iteration.
func (r BenchmarkResult) AllocedBytesPerOp() int64 { return r.each(r.MemBytes) }

func (r BenchmarkResult) each(total uint64) int64 {
	if r.N <= 0 {
		return 0
	}
	return int64(total) / int64(r.N)
}

// String shows iterations and time as go test does.
func (r BenchmarkResult) String() string {
	var out strings.Builder
	fmt.Fprintf(&out, "%8d", r.N)
	if r.N > 0 {
		if ns := float64(r.T.Nanoseconds()) / float64(r.N); ns != 0 {
			out.WriteByte('\t')
			writeMeasure(&out, ns, "ns/op")
		}
	}
	if r.Bytes > 0 && r.T > 0 && r.N > 0 {
		fmt.Fprintf(&out, "\t%7.2f MB/s", float64(r.Bytes)*float64(r.N)/1e6/r.T.Seconds())
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
	switch {
	case x >= 999.95 || x == 0:
	case x >= 99.995:
		format = "%12.1f %s"
	case x >= 9.9995:
		format = "%13.2f %s"
	case x >= 0.99995:
		format = "%14.3f %s"
	default:
		format = "%15.4f %s"
	}
	fmt.Fprintf(out, format, x, unit)
}
