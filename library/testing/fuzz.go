package testing

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"time"
)

// An F is handed to fuzz tests: they add inputs and name the function to try
// them on. Of these inputs and those in testdata/fuzz each is tried once; none
// are made up.
type F struct {
	common
	session *session
	seeds   []seed
	called  bool // Fuzz
	inside  bool // the fuzz target runs
}

// An InternalFuzzTarget is a fuzz test with its name.
type InternalFuzzTarget struct {
	Name string
	Fn   func(f *F)
}

// A seed is an input.
type seed struct {
	name   string // of the subtest
	values []any
}

// Types of inputs.
var inputTypes = []reflect.Type{
	reflect.TypeFor[[]byte](), reflect.TypeFor[string](), reflect.TypeFor[bool](),
	reflect.TypeFor[byte](), reflect.TypeFor[rune](),
	reflect.TypeFor[float32](), reflect.TypeFor[float64](),
	reflect.TypeFor[int](), reflect.TypeFor[int8](), reflect.TypeFor[int16](), reflect.TypeFor[int64](),
	reflect.TypeFor[uint](), reflect.TypeFor[uint16](), reflect.TypeFor[uint32](), reflect.TypeFor[uint64](),
}

// outside panics within the fuzz target.
func (f *F) outside(method string) {
	if f.inside {
		panic("testing: f." + method + " was called inside the fuzz target, use t." + method + " instead")
	}
}

// Helper marks the calling function: texts are ascribed to its caller.
func (f *F) Helper() {
	f.outside("Helper")
	var pc [1]uintptr
	if runtime.Callers(2, pc[:]) == 0 {
		return
	}
	frame, _ := runtime.CallersFrames(pc[:]).Next()
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.helpers == nil {
		f.helpers = make(map[string]bool)
	}
	f.helpers[frame.Function] = true
}

// Fail marks the fuzz test as failed and goes on.
func (f *F) Fail() {
	f.outside("Fail")
	f.common.Fail()
}

// Skipped reports whether the fuzz test was skipped.
func (f *F) Skipped() bool {
	f.outside("Skipped")
	return f.common.Skipped()
}

// Add adds an input: values of the types of the fuzz target's parameters.
func (f *F) Add(args ...any) {
	for _, arg := range args {
		if t := reflect.TypeOf(arg); t == nil || !slices.Contains(inputTypes, t) {
			panic(fmt.Sprintf("testing: unsupported type to Add %v", t))
		}
	}
	f.seeds = append(f.seeds, seed{
		name:   fmt.Sprintf("seed#%d", len(f.seeds)),
		values: slices.Clone(args),
	})
}

// Fuzz calls ff, the fuzz target, with every input.
func (f *F) Fuzz(ff any) {
	if f.called {
		panic("testing: F.Fuzz called more than once")
	}
	f.called = true
	f.common.Helper() // what is wrong is ascribed to the caller
	if f.Failed() {
		return
	}
	target := reflect.ValueOf(ff)
	types := f.parameters(target)
	for _, seed := range f.seeds {
		if problem := mismatch(seed.values, types); problem != "" {
			f.Fatal(problem)
		}
	}
	stored, err := readCorpus(filepath.Join("testdata", "fuzz", f.name), types)
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range append(f.seeds, stored...) {
		f.try(target, seed)
	}
}

// parameters checks the fuzz target and returns the types of its inputs.
func (f *F) parameters(target reflect.Value) []reflect.Type {
	if target.Kind() != reflect.Func {
		panic("testing: F.Fuzz must receive a function")
	}
	signature := target.Type()
	if signature.NumIn() < 2 || signature.In(0) != reflect.TypeFor[*T]() {
		panic("testing: fuzz target must receive at least two arguments, where the first argument is a *T")
	}
	if signature.NumOut() != 0 {
		panic("testing: fuzz target must not return a value")
	}
	var types []reflect.Type
	for i := 1; i < signature.NumIn(); i++ {
		t := signature.In(i)
		if !slices.Contains(inputTypes, t) {
			panic(fmt.Sprintf("testing: unsupported type for fuzzing %v", t))
		}
		types = append(types, t)
	}
	return types
}

// mismatch says how values differ from the types they should have.
func mismatch(values []any, types []reflect.Type) string {
	have := make([]reflect.Type, len(values))
	for i, value := range values {
		have[i] = reflect.TypeOf(value)
	}
	if len(values) != len(types) {
		return fmt.Sprintf("wrong number of values in corpus entry: %d, want %d", len(values), len(types))
	}
	if !slices.Equal(have, types) {
		return fmt.Sprintf("mismatched types in corpus entry: %v, want %v", have, types)
	}
	return ""
}

// try runs the fuzz target on an input, as a subtest.
func (f *F) try(target reflect.Value, input seed) {
	full, ok, _ := f.session.selection.fullName(&f.common, input.name)
	if !ok {
		return
	}
	f.mu.Lock()
	f.ran = true
	f.mu.Unlock()
	t := &T{
		common: common{
			name:    full,
			level:   f.level + 1,
			parent:  &f.common,
			printer: f.printer,
			signal:  make(chan bool, 1),
		},
		session: f.session,
	}
	if t.printer != nil {
		t.printer.frame(full, "=== RUN   %s\n", full)
	}
	f.inside = true
	running.Store(full, time.Now())
	go tRunner(t, func(t *T) {
		arguments := []reflect.Value{reflect.ValueOf(t)}
		for _, value := range input.values {
			arguments = append(arguments, reflect.ValueOf(value))
		}
		target.Call(arguments)
	})
	goesOn := <-t.signal
	f.inside = false
	if !goesOn {
		runtime.Goexit()
	}
}

// fRunner runs a fuzz test in a goroutine of its own.
func fRunner(f *F, fn func(f *F)) {
	f.started = time.Now()
	defer func() {
		thrown := recover()
		f.inside = false
		if f.Failed() {
			failures.Add(1)
		}
		f.mu.RLock()
		ended := f.ended
		f.mu.RUnlock()
		if thrown == nil && !ended {
			thrown = exitError{}
		}
		f.duration += time.Since(f.started)
		if thrown != nil {
			f.Fail()
			f.finishLine()
			f.hand(fmt.Sprintf("--- FAIL: %s (%s)\n", f.name, seconds(f.duration)))
			panic(thrown)
		}
		f.report()
		f.mu.Lock()
		f.done = true
		f.mu.Unlock()
		f.signal <- true
	}()
	defer f.runCleanups()
	fn(f)
	f.mu.Lock()
	f.ended = true
	f.mu.Unlock()
	if !f.called && !f.Failed() && !f.Skipped() {
		f.Error("returned without calling F.Fuzz, F.Fail, or F.Skip")
	}
}

func (f *F) report() {
	f.finishLine()
	verdict := "PASS"
	switch {
	case f.Failed():
		verdict = "FAIL"
	case f.printer == nil:
		return
	case f.Skipped():
		verdict = "SKIP"
	}
	f.hand(fmt.Sprintf("--- %s: %s (%s)\n", verdict, f.name, seconds(f.duration)))
}

// runSeeds runs the fuzz tests that -run chooses.
func runSeeds(match matchFunc, targets []InternalFuzzTarget, deadline time.Time) (ran, ok bool) {
	ok = true
	if len(targets) == 0 {
		return false, true
	}
	selection := newSelection(match, "-test.run", option.run, "-test.skip", option.skip)
	for _, procs := range processors {
		runtime.GOMAXPROCS(procs)
		for i := uint(0); i < option.count; i++ {
			selection.reset()
			session := newSession(selection, option.parallel)
			session.deadline = deadline
			root := newRoot(session)
			for _, target := range targets {
				if chosen, _ := selection.chooses(target.Name); !chosen || stopsEarly() {
					continue
				}
				ran = true
				f := &F{
					common: common{
						name:    target.Name,
						level:   1,
						parent:  &root.common,
						printer: root.printer,
						signal:  make(chan bool, 1),
					},
					session: session,
				}
				if f.printer != nil {
					f.printer.frame(f.name, "=== RUN   %s\n", f.name)
				}
				go fRunner(f, target.Fn)
				<-f.signal
			}
			ok = ok && !root.Failed()
		}
	}
	return ran, ok
}

// readCorpus reads the inputs that are stored in a folder, if there is one.
func readCorpus(dir string, types []reflect.Type) ([]seed, error) {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading seed corpus from testdata: %v", err)
	}
	var seeds []seed
	for _, entry := range entries {
		if entry.IsDir() {
			continue
		}
		file := filepath.Join(dir, entry.Name())
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("failed to read corpus file: %v", err)
		}
		values, err := parseCorpus(string(text))
		if err != nil {
			return nil, fmt.Errorf("unmarshal: %v", err)
		}
		if problem := mismatch(values, types); problem != "" {
			return nil, fmt.Errorf("%q: %s", file, problem)
		}
		seeds = append(seeds, seed{name: entry.Name(), values: values})
	}
	return seeds, nil
}
