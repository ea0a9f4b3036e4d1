package testing

import (
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

// A B is handed to benchmark functions: they do their work b.N times, or as
// long as b.Loop returns true.
type B struct {
	common
	N int

	importPath  string
	function    func(b *B)
	selection   *selection // none outside of test executables
	target      amount
	running     bool
	bytes       int64
	before      runtime.MemStats // when the timer was started
	mallocs     uint64
	memory      uint64
	memoryShown bool
	parallelism int
	missing     bool // a number was not measured: a subbenchmark was left out
	result      BenchmarkResult
	extra       map[string]float64
	lastN       int
	lastTime    time.Duration
	names       *columns

	loop struct {
		n    uint64 // iterations begun
		next uint64 // when the clock is looked at
		over bool
	}
}

// columns aligns the results.
type columns struct {
	widest int // the width of names
	suffix int // what the number of processors adds to a name at most
}

// An InternalBenchmark is a benchmark function with its name.
type InternalBenchmark struct {
	Name string
	F    func(b *B)
}

// One benchmark runs at a time.
var benchmarking sync.Mutex

// StartTimer starts timing; it runs already when the function is called.
func (b *B) StartTimer() {
	if b.running {
		return
	}
	runtime.ReadMemStats(&b.before)
	b.started = time.Now()
	b.running = true
}

// StopTimer stops timing.
func (b *B) StopTimer() {
	if !b.running {
		return
	}
	b.duration += time.Since(b.started)
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	b.mallocs += now.Mallocs - b.before.Mallocs
	b.memory += now.TotalAlloc - b.before.TotalAlloc
	b.running = false
}

// ResetTimer forgets times, allocations and metrics so far.
func (b *B) ResetTimer() {
	if b.extra == nil {
		b.extra = make(map[string]float64, 8)
	}
	clear(b.extra)
	if b.running {
		runtime.ReadMemStats(&b.before)
		b.started = time.Now()
	}
	b.duration, b.mallocs, b.memory = 0, 0, 0
}

// Elapsed returns the time measured so far.
func (b *B) Elapsed() time.Duration {
	if b.running {
		return b.duration + time.Since(b.started)
	}
	return b.duration
}

// SetBytes records how many bytes one iteration processes.
func (b *B) SetBytes(n int64) { b.bytes = n }

// ReportAllocs asks for allocations to be shown.
func (b *B) ReportAllocs() { b.memoryShown = true }

// ReportMetric adds a measurement to the result, in place of an equally named
// one.
func (b *B) ReportMetric(n float64, unit string) {
	if unit == "" {
		panic("metric unit must not be empty")
	}
	if strings.ContainsFunc(unit, unicode.IsSpace) {
		panic("metric unit must not contain whitespace")
	}
	if b.extra == nil {
		b.extra = make(map[string]float64, 8)
	}
	b.extra[unit] = n
}

// SetParallelism sets how many goroutines RunParallel starts for every
// processor.
func (b *B) SetParallelism(p int) {
	if p >= 1 {
		b.parallelism = p
	}
}

// Loop returns true until the benchmark has run for long enough. What comes
// before the first call and after the last does not count.
func (b *B) Loop() bool {
	if b.loop.n < b.loop.next {
		b.loop.n++
		return true
	}
	return b.loopSlow()
}

func (b *B) loopSlow() bool {
	if b.loop.over {
		panic("B.Loop called after it returned false")
	}
	if b.loop.n == 0 {
		if b.target.times == 0 && b.target.duration <= 0 {
			b.target.duration = time.Second
		}
		b.N = 0
		b.loop.n = 1
		b.loop.next = uint64(max(b.target.times, 1))
		b.ResetTimer()
		return true
	}
	if !b.running {
		b.Fatal("B.Loop called with timer stopped")
	}
	if b.target.times == 0 {
		elapsed := b.Elapsed()
		if elapsed < b.target.duration {
			n := grown(b.target.duration, int64(b.loop.n), elapsed)
			if int64(b.loop.n) < iterationLimit {
				b.loop.next = uint64(n)
				b.loop.n++
				return true
			}
		}
	}
	b.StopTimer()
	b.loop.over = true
	b.N = int(b.loop.n)
	return false
}

const iterationLimit = 1e9

// grown predicts how many iterations fill the time, with some reserve, growing
// neither too fast nor too slowly.
func grown(target time.Duration, last int64, took time.Duration) int64 {
	each := max(took.Nanoseconds(), 1)
	n := target.Nanoseconds() * last / each
	if n < 0 {
		n = iterationLimit
	}
	n += n / 5
	n = min(n, 100*last)
	n = max(n, last+1)
	return min(n, iterationLimit)
}

// call runs the function once, in a goroutine of its own that FailNow ends.
func (b *B) call(n int) {
	benchmarking.Lock()
	defer benchmarking.Unlock()
	defer func() {
		b.finishLine()
		b.runCleanups()
		b.over = false
		b.ctx, b.cancel = nil, nil
	}()
	runtime.GC()
	b.N = n
	b.loop.n, b.loop.next, b.loop.over = 0, 0, false
	b.parallelism = 1
	b.ResetTimer()
	b.StartTimer()
	b.function(b)
	b.StopTimer()
	b.lastN = n
	b.lastTime = b.duration
	if b.loop.n > 0 && !b.loop.over && !b.Failed() {
		b.Error("benchmark function returned without B.Loop() == false (break or return in loop?)")
	}
}

// first calls the function once and reports whether it is worth going on: not
// after a failure, a skip, or when subbenchmarks were run instead.
func (b *B) first() bool {
	go func() {
		defer func() { b.signal <- true }()
		b.call(1)
	}()
	<-b.signal
	b.mu.RLock()
	defer b.mu.RUnlock()
	return !b.failed && !b.ended && !b.ran
}

// rest calls the function with growing N.
func (b *B) rest() {
	if b.loop.n > 0 {
		// Loop measured in the first call already.
		b.measured()
		return
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		if b.target.times > 0 {
			if b.target.times > 1 {
				b.call(b.target.times)
			}
			return
		}
		for n := int64(1); !b.Failed() && b.duration < b.target.duration && n < iterationLimit; {
			n = grown(b.target.duration, n, b.lastTime)
			b.call(int(n))
		}
	}()
	<-done
	b.measured()
}

func (b *B) measured() {
	b.result = BenchmarkResult{b.N, b.duration, b.bytes, b.mallocs, b.memory, b.extra}
}

// Benchmark runs a benchmark function with growing N until it takes about a
// second.
func Benchmark(f func(b *B)) BenchmarkResult {
	b := &B{
		common:   common{signal: make(chan bool)},
		function: f,
		target:   option.benchTime,
	}
	if b.target.times == 0 && b.target.duration == 0 {
		b.target = amount{duration: time.Second}
	}
	if b.first() {
		b.rest()
	}
	return b.result
}

// Run measures f as a benchmark of its own and reports whether it did not fail.
func (b *B) Run(name string, f func(b *B)) bool {
	b.ran = true
	// The benchmark that calls Run is not measured.
	benchmarking.Unlock()
	defer benchmarking.Lock()
	full, ok, partial := name, true, false
	if b.level > 0 {
		full = b.name + "/" + cleanName(name)
	}
	if b.selection != nil {
		full, ok, partial = b.selection.fullName(&b.common, name)
	}
	if !ok || stopsEarly() {
		return true
	}
	sub := b.sub(full, f)
	// One on the way to others is not measured itself.
	sub.ran = partial
	if b.selection != nil {
		announce(b.importPath)
		if n := len(full) + b.names.suffix + 1; n > b.names.widest {
			b.names.widest = n + 8
		}
		if sub.printer.mark() != "" {
			sub.printer.frame(full, "=== RUN   %s\n", full)
		}
		if sub.printer != nil {
			sub.printer.last = full
			fmt.Println(full)
		}
	}
	if sub.first() {
		sub.measure()
		b.add(sub.result)
	} else if b.selection != nil {
		sub.reportUnmeasured()
	}
	if sub.Failed() {
		b.mu.Lock()
		b.failed = true
		b.mu.Unlock()
		failures.Add(1)
	}
	return !sub.Failed()
}

// sub makes a benchmark below this one.
func (b *B) sub(name string, f func(b *B)) *B {
	return &B{
		common: common{
			name:    name,
			level:   b.level + 1,
			parent:  &b.common,
			printer: b.printer,
			bench:   true,
			signal:  make(chan bool),
		},
		names:      b.names,
		importPath: b.importPath,
		function:   f,
		selection:  b.selection,
		target:     b.target,
	}
}

// reportUnmeasured says what became of a benchmark that has no result.
func (b *B) reportUnmeasured() {
	verdict := ""
	switch {
	case b.Failed():
		verdict = "FAIL"
	case b.printer == nil || len(b.output) == 0 && !b.ended:
		return
	case b.Skipped():
		verdict = "SKIP"
	default:
		verdict = "BENCH"
	}
	fmt.Printf("%s--- %s: %s\n%s", b.printer.mark(), verdict, b.name, b.output)
}

// add sums up the results of subbenchmarks.
func (b *B) add(other BenchmarkResult) {
	r := &b.result
	r.N = 1
	r.T += time.Duration(other.NsPerOp())
	if other.Bytes == 0 {
		b.missing = true
		r.Bytes = 0
	}
	if !b.missing {
		r.Bytes += other.Bytes
	}
	r.MemAllocs += uint64(other.AllocsPerOp())
	r.MemBytes += uint64(other.AllocedBytesPerOp())
}

var announced sync.Once

// announce says once where the measurements are made.
func announce(path string) {
	announced.Do(func() {
		fmt.Printf("goos: %s\ngoarch: %s\n", runtime.GOOS, runtime.GOARCH)
		if path != "" {
			fmt.Printf("pkg: %s\n", path)
		}
		if cpu := cpuName(); cpu != "" {
			fmt.Printf("cpu: %s\n", cpu)
		}
	})
}

// measure runs a benchmark for all numbers of processors, as often as -count
// says, and prints the results if this is a test executable.
func (b *B) measure() {
	if b.selection == nil {
		b.rest()
		return
	}
	for i, procs := range processors {
		for j := uint(0); j < option.count; j++ {
			runtime.GOMAXPROCS(procs)
			shown := b.name + processorSuffix(procs)
			if b.printer == nil {
				fmt.Printf("%-*s\t", b.names.widest, shown)
			}
			run := b
			if i > 0 || j > 0 {
				parent := &B{common: common{level: b.level - 1, printer: b.printer},
					names: b.names, importPath: b.importPath, selection: b.selection, target: b.target}
				run = parent.sub(b.name, b.function)
				run.parent = b.parent
				run.first()
			}
			if !run.Failed() {
				run.rest()
			}
			b.show(run, shown)
			if now := runtime.GOMAXPROCS(-1); now != procs {
				fmt.Fprintf(os.Stderr, "testing: %s left GOMAXPROCS set to %d\n", shown, now)
			}
			if stopsEarly() {
				return
			}
		}
	}
}

// show prints the result of a run of b.
func (b *B) show(run *B, shown string) {
	mark := run.printer.mark()
	if run.Failed() {
		fmt.Printf("%s--- FAIL: %s\n%s", mark, shown, run.output)
		b.mu.Lock()
		b.failed = true
		b.mu.Unlock()
		return
	}
	if run.printer != nil {
		fmt.Printf("%-*s\t", b.names.widest, shown)
	}
	text := run.result.String()
	if option.benchMemory || run.memoryShown {
		text += "\t" + run.result.MemString()
	}
	fmt.Println(text)
	if len(run.output) > 0 {
		fmt.Printf("%s--- BENCH: %s\n%s", mark, shown, trimmed(run.output))
	}
	b.result = run.result
}

// trimmed cuts a long log.
func trimmed(output []byte) []byte {
	const limit = 10
	lines := 0
	for i, c := range output {
		if c == '\n' {
			lines++
			if lines == limit {
				return append(slices.Clone(output[:i+1]), "    ... [output truncated]\n"...)
			}
		}
	}
	return output
}

// A PB distributes the iterations of RunParallel.
type PB struct {
	shared *atomic.Uint64 // iterations handed out
	grain  uint64         // how many are taken at a time
	cache  uint64         // taken and not yet used
	total  uint64
}

// Next reports whether there is one more iteration.
func (pb *PB) Next() bool {
	if pb.cache == 0 {
		n := pb.shared.Add(pb.grain)
		switch {
		case n <= pb.total:
			pb.cache = pb.grain
		case n < pb.total+pb.grain:
			pb.cache = pb.total + pb.grain - n
		default:
			return false
		}
	}
	pb.cache--
	return true
}

// RunParallel calls body in several goroutines, which share b.N iterations.
func (b *B) RunParallel(body func(*PB)) {
	if b.N == 0 {
		return
	}
	// Taking some 100 microseconds' worth at a time keeps the counter cool.
	grain := uint64(0)
	if b.lastN > 0 && b.lastTime > 0 {
		grain = 1e5 * uint64(b.lastN) / uint64(b.lastTime)
	}
	grain = min(max(grain, 1), 1e4)

	var handedOut atomic.Uint64
	var all sync.WaitGroup
	goroutines := b.parallelism * runtime.GOMAXPROCS(0)
	for range goroutines {
		all.Add(1)
		go func() {
			defer all.Done()
			body(&PB{shared: &handedOut, grain: grain, total: uint64(b.N)})
		}()
	}
	all.Wait()
	if handedOut.Load() <= uint64(b.N) && !b.Failed() {
		b.Fatal("RunParallel: body exited without pb.Next() == false")
	}
}

// RunBenchmarks runs the benchmarks that -bench chooses.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {
	runBenchmarks("", matchString, benchmarks)
}

func runBenchmarks(path string, match matchFunc, benchmarks []InternalBenchmark) bool {
	if option.bench == "" {
		return true
	}
	if len(processors) == 0 {
		parseProcessors()
	}
	selection := newSelection(match, "-test.bench", option.bench, "-test.skip", option.skip)
	most := slices.Max(processors)
	var chosen []InternalBenchmark
	names := &columns{suffix: len(processorSuffix(most))}
	for _, benchmark := range benchmarks {
		if ok, _ := selection.chooses(benchmark.Name); ok {
			chosen = append(chosen, benchmark)
			names.widest = max(names.widest, len(benchmark.Name)+2*names.suffix+1)
		}
	}
	root := &B{
		common:     common{bench: true, signal: make(chan bool)},
		importPath: path,
		selection:  selection,
		target:     option.benchTime,
		names:      names,
	}
	if option.verbose.on {
		root.printer = newPrinter()
	}
	benchmarking.Lock()
	for _, benchmark := range chosen {
		root.Run(benchmark.Name, benchmark.F)
	}
	benchmarking.Unlock()
	return !root.Failed()
}
