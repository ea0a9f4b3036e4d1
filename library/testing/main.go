// Package testing supports tests, benchmarks and fuzz tests: the functions TestXxx,
// BenchmarkXxx, FuzzXxx and ExampleXxx that grus test finds in files whose names
// end in _test.go.
package testing

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing/internal/outcome"
	"time"
)

// testDeps is what a test executable brings along besides its tests, so that
// this package needs to import less. Real Go's executables bring a fuzzing engine
// and profiles too; of these methods only the first four are called here.
type testDeps interface {
	MatchString(pat, str string) (bool, error)
	ImportPath() string
	SetPanicOnExit0(bool)

	ModulePath() string
	StartCPUProfile(io.Writer) error
	StopCPUProfile()
	WriteProfileTo(string, io.Writer, int) error
	StartTestLog(io.Writer)
	StopTestLog() error
	InitRuntimeCoverage() (mode string, tearDown func(coverprofile string, gocoverdir string) (string, error), snapcov func() float64)
	ResetCoverage()
	SnapshotCoverage()
	CheckCorpus([]any, []reflect.Type) error
	ReadCorpus(string, []reflect.Type) ([]corpusEntry, error)
	RunFuzzWorker(func(corpusEntry) error) error
	CoordinateFuzzing(time.Duration, int64, time.Duration, int64, int, []corpusEntry, []reflect.Type, string, string) error
}

// corpusEntry is an input as fuzzing engines hand it over.
type corpusEntry = struct {
	Parent     string
	Path       string
	Data       []byte
	Values     []any
	Generation int
	IsSeed     bool
}

// An M is handed to a TestMain function, which has it run the tests.
type M struct {
	deps       testDeps
	tests      []InternalTest
	benchmarks []InternalBenchmark
	fuzz       []InternalFuzzTarget
	examples   []InternalExample
	alarm      *time.Timer
	runs       int
}

// matching is all that Main brings along. Nothing else is called.
type matching struct {
	testDeps
	match matchFunc
}

func (m matching) MatchString(pat, str string) (bool, error) { return m.match(pat, str) }
func (m matching) ImportPath() string                        { return "" }
func (m matching) SetPanicOnExit0(bool)                      {}

// Main runs tests as generated main functions once did.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
	os.Exit(MainStart(matching{match: matchString}, tests, benchmarks, nil, examples).Run())
}

// MainStart is called by the generated main function with all there is to run.
func MainStart(deps testDeps, tests []InternalTest, benchmarks []InternalBenchmark, fuzzTargets []InternalFuzzTarget, examples []InternalExample) *M {
	Init()
	importPath, modulePath = deps.ImportPath(), deps.ModulePath()
	return &M{deps: deps, tests: tests, benchmarks: benchmarks, fuzz: fuzzTargets, examples: examples}
}

var importPath, modulePath string

// Run runs the tests that the flags choose and returns the status to exit with.
func (m *M) Run() (code int) {
	defer func() { outcome.ExitCode = code }()
	m.runs++
	if !flag.Parsed() {
		flag.Parse()
	}
	if option.parallel < 1 {
		fmt.Fprintln(os.Stderr, "testing: -parallel can only be given a positive integer")
		flag.Usage()
		return 2
	}
	if option.fuzz != "" {
		fmt.Fprintln(os.Stderr, "testing: unsupported: -fuzz: only the seed corpora are run")
		return 2
	}
	if option.list != "" {
		return m.list()
	}
	if err := m.shuffle(); err != nil {
		fmt.Fprintln(os.Stderr, "testing:", err)
		return 2
	}
	parseProcessors()
	stop, err := m.before()
	if err != nil {
		fmt.Fprintln(os.Stderr, "testing:", err)
		return 2
	}
	defer stop()
	if option.panicOnExit {
		m.deps.SetPanicOnExit0(true)
		defer m.deps.SetPanicOnExit0(false)
	}
	deadline := m.startAlarm()
	match := m.deps.MatchString
	testsRan, ok := runTests(match, m.tests, deadline)
	fuzzRan, fuzzOK := runSeeds(match, m.fuzz, deadline)
	examplesRan, examplesOK := runExamples(match, m.examples)
	m.stopAlarm()
	ok = ok && fuzzOK && examplesOK
	if !testsRan && !fuzzRan && !examplesRan && option.bench == "" {
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	if !ok || !runBenchmarks(importPath, match, m.benchmarks) {
		fmt.Print(verdictMark(), "FAIL\n")
		return 1
	}
	fmt.Print(verdictMark(), "PASS\n")
	return 0
}

func verdictMark() string {
	if option.verbose.forProgram {
		return frameMark
	}
	return ""
}

// list prints the names that -list chooses.
func (m *M) list() int {
	if _, err := m.deps.MatchString(option.list, "non-empty"); err != nil {
		fmt.Fprintf(os.Stderr, "testing: invalid regexp in -test.list (%q): %s\n", option.list, err)
		return 1
	}
	var names []string
	for _, test := range m.tests {
		names = append(names, test.Name)
	}
	for _, benchmark := range m.benchmarks {
		names = append(names, benchmark.Name)
	}
	for _, target := range m.fuzz {
		names = append(names, target.Name)
	}
	for _, example := range m.examples {
		names = append(names, example.Name)
	}
	for _, name := range names {
		if ok, _ := m.deps.MatchString(option.list, name); ok {
			fmt.Println(name)
		}
	}
	return 0
}

// shuffle puts tests and benchmarks into a random order, if asked to.
func (m *M) shuffle() error {
	if option.shuffle == "off" {
		return nil
	}
	seed := time.Now().UnixNano()
	if option.shuffle != "on" {
		n, err := strconv.ParseInt(option.shuffle, 10, 64)
		if err != nil {
			return fmt.Errorf(`-shuffle should be "off", "on", or a valid integer: %w`, err)
		}
		seed = n
	}
	fmt.Println("-test.shuffle", seed)
	random := rand.New(rand.NewSource(seed))
	random.Shuffle(len(m.tests), reflect.Swapper(m.tests))
	random.Shuffle(len(m.benchmarks), reflect.Swapper(m.benchmarks))
	return nil
}

// before prepares what flags ask to be written, which the result does.
func (m *M) before() (stop func(), err error) {
	for name, given := range map[string]bool{
		"coverprofile": option.coverProfile != "",
		"cpuprofile":   option.cpuProfile != "",
		"memprofile":   option.memProfile != "",
		"blockprofile": option.blockProfile != "",
		"mutexprofile": option.mutexProfile != "",
		"trace":        option.trace != "",
	} {
		if given {
			return nil, errors.New("unsupported: -" + name)
		}
	}
	return func() {}, nil
}

// outputPath is where a file that flags name is written to.
func outputPath(name string) string {
	if option.outputFolder == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(option.outputFolder, name)
}

// startAlarm ends the program when the time of -timeout is up.
func (m *M) startAlarm() time.Time {
	if option.timeout <= 0 {
		return time.Time{}
	}
	m.alarm = time.AfterFunc(option.timeout, func() {
		debug.SetTraceback("all")
		extra := ""
		if list := runningTests(); len(list) > 0 {
			extra = "\nrunning tests:\n\t" + strings.Join(list, "\n\t")
		}
		panic(fmt.Sprintf("test timed out after %v%s", option.timeout, extra))
	})
	return time.Now().Add(option.timeout)
}

func (m *M) stopAlarm() {
	if m.alarm != nil {
		m.alarm.Stop()
	}
}

// runningTests lists tests with how long they have been running.
func runningTests() []string {
	var list []string
	running.Range(func(name, started any) bool {
		since := time.Since(started.(time.Time))
		list = append(list, fmt.Sprintf("%v (%v)", name, since.Round(time.Second)))
		return true
	})
	slices.Sort(list)
	return list
}

// An InternalExample is an example with the output it should have.
type InternalExample struct {
	Name      string
	F         func()
	Output    string
	Unordered bool
}

// RunExamples runs examples and reports whether all printed what they should.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	_, ok = runExamples(matchString, examples)
	return ok
}

func runExamples(match matchFunc, examples []InternalExample) (ran, ok bool) {
	ok = true
	selection := newSelection(match, "-test.run", option.run, "-test.skip", option.skip)
	for _, example := range examples {
		if chosen, _ := selection.chooses(example.Name); !chosen || stopsEarly() {
			continue
		}
		ran = true
		if !runExample(example) {
			ok = false
			failures.Add(1)
		}
	}
	return ran, ok
}

// runExample runs an example with its standard output redirected.
func runExample(example InternalExample) (ok bool) {
	if option.verbose.on {
		fmt.Printf("%s=== RUN   %s\n", verdictMark(), example.Name)
	}
	stdout := os.Stdout
	reader, writer, err := os.Pipe()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Stdout = writer
	printed := make(chan string)
	go func() {
		var text strings.Builder
		_, err := io.Copy(&text, reader)
		reader.Close()
		if err != nil {
			fmt.Fprintf(os.Stderr, "testing: copying pipe: %v\n", err)
			os.Exit(1)
		}
		printed <- text.String()
	}()

	started := time.Now()
	returned := false
	defer func() {
		took := time.Since(started)
		writer.Close()
		os.Stdout = stdout
		text := <-printed
		thrown := recover()
		ok = judge(example, text, took, returned, thrown)
	}()
	example.F()
	returned = true
	return ok
}

// judge compares what an example printed with what it should have.
func judge(example InternalExample, printed string, took time.Duration, returned bool, thrown any) bool {
	got, want := strings.TrimSpace(printed), strings.TrimSpace(example.Output)
	problem := ""
	switch {
	case example.Unordered:
		if sortedLines(got) != sortedLines(want) && thrown == nil {
			problem = fmt.Sprintf("got:\n%s\nwant (unordered):\n%s\n", printed, example.Output)
		}
	case got != want && thrown == nil:
		problem = fmt.Sprintf("got:\n%s\nwant:\n%s\n", got, want)
	}
	if problem != "" || !returned || thrown != nil {
		fmt.Printf("%s--- FAIL: %s (%s)\n%s", verdictMark(), example.Name, seconds(took), problem)
		if thrown != nil {
			panic(thrown)
		}
		if !returned && problem == "" {
			panic(exitError{})
		}
		return false
	}
	if option.verbose.on {
		fmt.Printf("%s--- PASS: %s (%s)\n", verdictMark(), example.Name, seconds(took))
	}
	return true
}

func sortedLines(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// processorSuffix is what follows the name of a benchmark.
func processorSuffix(n int) string {
	if n == 1 {
		return ""
	}
	return "-" + strconv.Itoa(n)
}

// cpuName asks the system what the processor is called.
func cpuName() string {
	if runtime.GOOS != "linux" {
		return ""
	}
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return ""
	}
	for _, line := range strings.Split(string(text), "\n") {
		if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
