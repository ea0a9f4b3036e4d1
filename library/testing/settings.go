package testing

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// settings are the values of the -test flags.
type settings struct {
	artifacts    bool
	bench        string
	benchMemory  bool
	benchTime    amount
	count        uint
	coverProfile string
	coverFolder  string
	cpu          string
	cpuProfile   string
	failFast     bool
	fullPath     bool
	fuzz         string
	fuzzCache    string
	fuzzTime     amount
	fuzzMinimize amount
	fuzzWorker   bool
	list         string
	memProfile   string
	memRate      int
	blockProfile string
	blockRate    int
	mutexProfile string
	mutexRate    int
	outputFolder string
	panicOnExit  bool
	parallel     int
	run          string
	short        bool
	shuffle      string
	skip         string
	testLog      string
	timeout      time.Duration
	trace        string
	verbose      verbosity
}

var (
	option     = settings{benchTime: amount{duration: time.Second}}
	registered bool
	processors []int
)

// verbosity is the value of -test.v: a boolean, or test2json for output that a
// program reads.
type verbosity struct{ on, forProgram bool }

func (v *verbosity) IsBoolFlag() bool { return true }

// Get returns true, false or "test2json".
func (v *verbosity) Get() any {
	if v.forProgram {
		return v.String()
	}
	return v.on
}

func (v *verbosity) String() string {
	if v.forProgram {
		return "test2json"
	}
	return strconv.FormatBool(v.on)
}

func (v *verbosity) Set(text string) error {
	if text == "test2json" {
		v.on, v.forProgram = true, true
		return nil
	}
	on, err := strconv.ParseBool(text)
	if err != nil {
		return fmt.Errorf("invalid flag -test.v=%s", text)
	}
	v.on, v.forProgram = on, false
	return nil
}

// An amount says how long to go on: for some time, or so many times.
type amount struct {
	duration time.Duration
	times    int
	zeroOK   bool // "0x" is accepted
}

func (a *amount) String() string {
	if a.times > 0 {
		return strconv.Itoa(a.times) + "x"
	}
	return a.duration.String()
}

func (a *amount) Set(text string) error {
	if digits, isCount := strings.CutSuffix(text, "x"); isCount {
		n, err := strconv.ParseInt(digits, 10, 0)
		if err != nil || n < 0 || n == 0 && !a.zeroOK {
			return errors.New("invalid count")
		}
		*a = amount{times: int(n), zeroOK: a.zeroOK}
		return nil
	}
	d, err := time.ParseDuration(text)
	if err != nil || d < 0 || d == 0 && !a.zeroOK {
		return errors.New("invalid duration")
	}
	*a = amount{duration: d, zeroOK: a.zeroOK}
	return nil
}

// Init defines the flags of test executables. The generated main function does
// so before tests run; programs that call Benchmark themselves may.
func Init() {
	if registered {
		return
	}
	registered = true
	o := &option
	o.fuzzMinimize = amount{duration: time.Minute, zeroOK: true}

	flag.BoolVar(&o.short, "test.short", false, "run smaller test suite to save time")
	flag.BoolVar(&o.failFast, "test.failfast", false, "do not start new tests after the first test failure")
	flag.StringVar(&o.outputFolder, "test.outputdir", "", "write profiles to `dir`")
	flag.BoolVar(&o.artifacts, "test.artifacts", false, "store test artifacts in test.,outputdir")
	flag.Var(&o.verbose, "test.v", "verbose: print additional output")
	flag.UintVar(&o.count, "test.count", 1, "run tests and benchmarks `n` times")
	flag.StringVar(&o.coverProfile, "test.coverprofile", "", "write a coverage profile to `file`")
	flag.StringVar(&o.coverFolder, "test.gocoverdir", "", "write coverage intermediate files to this directory")
	flag.StringVar(&o.list, "test.list", "", "list tests, examples, and benchmarks matching `regexp` then exit")
	flag.StringVar(&o.run, "test.run", "", "run only tests and examples matching `regexp`")
	flag.StringVar(&o.skip, "test.skip", "", "do not list or run tests matching `regexp`")
	flag.StringVar(&o.memProfile, "test.memprofile", "", "write an allocation profile to `file`")
	flag.IntVar(&o.memRate, "test.memprofilerate", 0, "set memory allocation profiling `rate` (see runtime.MemProfileRate)")
	flag.StringVar(&o.cpuProfile, "test.cpuprofile", "", "write a cpu profile to `file`")
	flag.StringVar(&o.blockProfile, "test.blockprofile", "", "write a goroutine blocking profile to `file`")
	flag.IntVar(&o.blockRate, "test.blockprofilerate", 1, "set blocking profile `rate` (see runtime.SetBlockProfileRate)")
	flag.StringVar(&o.mutexProfile, "test.mutexprofile", "", "write a mutex contention profile to the named file after execution")
	flag.IntVar(&o.mutexRate, "test.mutexprofilefraction", 1, "if >= 0, calls runtime.SetMutexProfileFraction()")
	flag.StringVar(&o.trace, "test.trace", "", "write an execution trace to `file`")
	flag.DurationVar(&o.timeout, "test.timeout", 0, "panic test binary after duration `d` (default 0, timeout disabled)")
	flag.StringVar(&o.cpu, "test.cpu", "", "comma-separated `list` of cpu counts to run each test with")
	flag.IntVar(&o.parallel, "test.parallel", runtime.GOMAXPROCS(0), "run at most `n` tests in parallel")
	flag.StringVar(&o.testLog, "test.testlogfile", "", "write test action log to `file` (for use only by cmd/go)")
	flag.StringVar(&o.shuffle, "test.shuffle", "off", "randomize the execution order of tests and benchmarks")
	flag.BoolVar(&o.fullPath, "test.fullpath", false, "show full file names in error messages")
	flag.BoolVar(&o.panicOnExit, "test.paniconexit0", false, "panic on call to os.Exit(0)")

	flag.StringVar(&o.bench, "test.bench", "", "run only benchmarks matching `regexp`")
	flag.BoolVar(&o.benchMemory, "test.benchmem", false, "print memory allocations for benchmarks")
	flag.Var(&o.benchTime, "test.benchtime", "run each benchmark for duration `d` or N times if `d` is of the form Nx")

	flag.StringVar(&o.fuzz, "test.fuzz", "", "run the fuzz test matching `regexp`")
	flag.Var(&o.fuzzTime, "test.fuzztime", "time to spend fuzzing; default is to run indefinitely")
	flag.Var(&o.fuzzMinimize, "test.fuzzminimizetime", "time to spend minimizing a value after finding a failing input")
	flag.StringVar(&o.fuzzCache, "test.fuzzcachedir", "", "directory where interesting fuzzing inputs are stored (for use only by cmd/go)")
	flag.BoolVar(&o.fuzzWorker, "test.fuzzworker", false, "coordinate with the parent process to fuzz random values (for use only by cmd/go)")
}

// mustBeParsed panics where the value of a flag is asked for too early.
func mustBeParsed(what string) {
	if !registered {
		panic("testing: " + what + " called before Init")
	}
	if !flag.Parsed() {
		panic("testing: " + what + " called before Parse")
	}
}

// Short reports whether -test.short is given.
func Short() bool {
	mustBeParsed("Short")
	return option.short
}

// Verbose reports whether -test.v is given.
func Verbose() bool {
	mustBeParsed("Verbose")
	return option.verbose.on
}

// Testing reports whether the program is a test.
func Testing() bool { return inTest }

// parseProcessors reads the list of -test.cpu.
func parseProcessors() {
	processors = nil
	for _, field := range strings.Split(option.cpu, ",") {
		field = strings.TrimSpace(field)
		if field == "" {
			continue
		}
		n, err := strconv.Atoi(field)
		if err != nil || n <= 0 {
			fmt.Fprintf(os.Stderr, "testing: invalid value %q for -test.cpu\n", field)
			os.Exit(1)
		}
		processors = append(processors, n)
	}
	if processors == nil {
		processors = []int{runtime.GOMAXPROCS(0)}
	}
}
