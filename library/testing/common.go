package testing

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"
)

// TB is what T, B and F have in common.
type TB interface {
	ArtifactDir() string
	Attr(key, value string)
	Cleanup(func())
	Error(args ...any)
	Errorf(format string, args ...any)
	Fail()
	FailNow()
	Failed() bool
	Fatal(args ...any)
	Fatalf(format string, args ...any)
	Helper()
	Log(args ...any)
	Logf(format string, args ...any)
	Name() string
	Setenv(key, value string)
	Chdir(dir string)
	Skip(args ...any)
	SkipNow()
	Skipf(format string, args ...any)
	Skipped() bool
	TempDir() string
	Context() context.Context
	Output() io.Writer

	// Only the types of this package are TBs, so that methods can be added.
	private()
}

// common is the state of a test, benchmark or fuzz test and its methods.
type common struct {
	mu      sync.RWMutex
	name    string
	level   int // 0 for the root that is nobody's test
	parent  *common
	printer *printer // none unless verbose
	bench   bool

	output  []byte // what is shown when the test ends
	partial []byte // an unfinished line of Output
	ran     bool   // this or a subtest was run
	failed  bool
	skipped bool
	ended   bool // the function returned, or stopped for a stated reason
	done    bool // and so did all subtests and clean-ups
	denied  bool // calls that change the process are refused: parallel
	changed bool // calls that changed the process were made: no Parallel

	helpers   map[string]bool // names of functions that are not shown
	cleanups  []func()
	cleaning  []uintptr // the calls that led to Cleanup for the one that runs
	temporary string
	artifacts string
	numbered  int // temporary folders so far

	started  time.Time
	duration time.Duration

	creator  []uintptr // the calls that led to Run
	barrier  chan bool // closed when the function returned: parallel subtests begin
	signal   chan bool // tells the parent of pause or end
	subtests []*T      // those that paused

	ctx    context.Context
	cancel context.CancelFunc
	over   bool // the context is canceled
}

// failures counts failed tests, for -failfast.
var failures atomic.Uint32

func stopsEarly() bool { return option.failFast && failures.Load() > 0 }

func (c *common) private() {}

// Name returns the name, with those of the tests around it.
func (c *common) Name() string { return c.name }

// Fail marks the test as failed and goes on.
func (c *common) Fail() {
	var chain []*common
	for outer := c; outer != nil; outer = outer.parent {
		chain = append(chain, outer)
	}
	for _, outer := range slices.Backward(chain) {
		outer.fail()
	}
}

// fail marks this test only, which must not be over.
func (c *common) fail() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		panic(fmt.Sprintf("Fail in goroutine after %s has completed", c.name))
	}
	c.failed = true
}

// Failed reports whether the test has failed.
func (c *common) Failed() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.failed
}

// FailNow marks the test as failed and ends the goroutine.
func (c *common) FailNow() {
	c.Fail()
	c.mu.Lock()
	c.ended = true
	c.mu.Unlock()
	runtime.Goexit()
}

// SkipNow marks the test as skipped and ends the goroutine.
func (c *common) SkipNow() {
	c.mu.Lock()
	c.skipped = true
	c.ended = true
	c.mu.Unlock()
	runtime.Goexit()
}

// Skipped reports whether the test was skipped.
func (c *common) Skipped() bool {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.skipped
}

// Log records its operands, formatted like those of fmt.Println.
func (c *common) Log(args ...any) { c.record(fmt.Sprintln(args...), false) }

// Logf records a formatted text.
func (c *common) Logf(format string, args ...any) { c.record(fmt.Sprintf(format, args...), false) }

// Error is Log and Fail.
func (c *common) Error(args ...any) {
	c.record(fmt.Sprintln(args...), true)
	c.Fail()
}

// Errorf is Logf and Fail.
func (c *common) Errorf(format string, args ...any) {
	c.record(fmt.Sprintf(format, args...), true)
	c.Fail()
}

// Fatal is Log and FailNow.
func (c *common) Fatal(args ...any) {
	c.record(fmt.Sprintln(args...), true)
	c.FailNow()
}

// Fatalf is Logf and FailNow.
func (c *common) Fatalf(format string, args ...any) {
	c.record(fmt.Sprintf(format, args...), true)
	c.FailNow()
}

// Skip is Log and SkipNow.
func (c *common) Skip(args ...any) {
	c.record(fmt.Sprintln(args...), false)
	c.SkipNow()
}

// Skipf is Logf and SkipNow.
func (c *common) Skipf(format string, args ...any) {
	c.record(fmt.Sprintf(format, args...), false)
	c.SkipNow()
}

// Helper marks the calling function: texts are ascribed to its caller.
func (c *common) Helper() {
	var pc [1]uintptr
	if runtime.Callers(2, pc[:]) == 0 {
		panic("testing: zero callers found")
	}
	frame, _ := runtime.CallersFrames(pc[:]).Next()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.helpers == nil {
		c.helpers = make(map[string]bool)
	}
	function, _ := bodyOf(frame.Function)
	c.helpers[function] = true
}

// bodyOf returns the function around the body of a loop over a function, which
// is compiled as one of its own, and whether it is one.
func bodyOf(function string) (around string, isBody bool) {
	at := strings.LastIndex(function, "-range")
	if at < 0 || strings.Trim(function[at+len("-range"):], "0123456789") != "" {
		return function, false
	}
	return function[:at], true
}

// record adds a text with the place it comes from, two calls up.
func (c *common) record(text string, isError bool) {
	text = strings.TrimSuffix(text, "\n")
	text = strings.ReplaceAll(text, "\n", "\n        ")
	target := c.recipient()
	if target.level == 0 && target != c {
		return
	}
	target.finishLine()
	text = "    " + c.place() + text
	if target.printer.mark() != "" && isError {
		text = errorStart + text + errorEnd
	}
	target.say(text + "\n")
}

// recipient is the test itself, or if it is over the first one around it that is
// not: in the end the root, which drops what it gets from others.
func (c *common) recipient() *common {
	for outer := c; outer != nil; outer = outer.parent {
		outer.mu.RLock()
		done := outer.done
		outer.mu.RUnlock()
		if !done || c.level == 0 {
			return outer
		}
	}
	panic("Log in goroutine after " + c.name + " has completed")
}

// say shows a text now, if verbose, or keeps it.
func (c *common) say(text string) {
	if c.printer != nil {
		c.printer.text(c.name, text)
		return
	}
	c.mu.Lock()
	c.output = append(c.output, text...)
	c.mu.Unlock()
}

// place returns the file and line that called a method of this package,
// followed by a colon and a space.
func (c *common) place() string {
	frame := c.origin()
	file := "???"
	line := 1
	if frame.File != "" {
		file, line = frame.File, max(frame.Line, 1)
		if !option.fullPath {
			file = file[strings.LastIndexByte(file, '/')+1:]
		}
	}
	return fmt.Sprintf("%s:%d: ", file, line)
}

// origin finds the innermost caller that is no helper.
func (c *common) origin() runtime.Frame {
	var pcs [64]uintptr
	// Skipped are Callers, origin, place, record and the method.
	n := runtime.Callers(5, pcs[:])
	frames := runtime.CallersFrames(pcs[:n])
	var first, previous runtime.Frame
	loop := "" // the function with the loop whose body is a helper
	for more := n > 0; more; {
		var frame runtime.Frame
		frame, more = frames.Next()
		switch {
		case frame.Function == "runtime.gopanic" || strings.HasPrefix(frame.Function, "testing.(*common).Cleanup"):
			continue
		case loop != "" && frame.Function != loop:
			// What calls the body is no more to the point than the loop.
			continue
		}
		loop = ""
		if first.PC == 0 {
			first = frame
		}
		switch {
		case strings.HasPrefix(frame.Function, "testing.(*common).runCleanup"):
			c.mu.RLock()
			cleaning := c.cleaning
			c.mu.RUnlock()
			if len(cleaning) > 0 {
				// All are helpers: it is where Cleanup was called.
				frames = runtime.CallersFrames(cleaning)
				more = true
				continue
			}
			return orFirst(previous, first)
		case frame.Function == "testing.tRunner" && len(c.creator) > 0 && c.level > 1:
			// All are helpers: it is where Run was called.
			frames = runtime.CallersFrames(c.creator)
			c, more = c.parent, true
			continue
		case frame.Function == "testing.tRunner" || strings.HasPrefix(frame.Function, "testing.(*B).call"):
			return orFirst(previous, first)
		}
		around, isBody := bodyOf(frame.Function)
		if !c.isHelper(around) {
			return frame
		}
		if isBody {
			loop = around
		}
		previous = frame
	}
	return first
}

func orFirst(frame, first runtime.Frame) runtime.Frame {
	if frame.PC == 0 {
		return first
	}
	return frame
}

// isHelper reports whether a function called Helper, on this test or one around
// it.
func (c *common) isHelper(function string) bool {
	for outer := c; outer != nil; outer = outer.parent {
		outer.mu.RLock()
		found := outer.helpers[function]
		outer.mu.RUnlock()
		if found {
			return true
		}
	}
	return false
}

// Output returns a writer of lines that are shown like those of Log, without
// place.
func (c *common) Output() io.Writer {
	return lineWriter{c}
}

type lineWriter struct{ c *common }

func (w lineWriter) Write(p []byte) (int, error) {
	target := w.c.recipientForOutput()
	if target.level == 0 && target != w.c {
		return len(p), nil
	}
	target.mu.Lock()
	target.partial = append(target.partial, p...)
	end := slices.Index(target.partial, '\n')
	var whole strings.Builder
	for end >= 0 {
		whole.WriteString("    ")
		whole.Write(target.partial[:end+1])
		target.partial = target.partial[end+1:]
		end = slices.Index(target.partial, '\n')
	}
	target.mu.Unlock()
	if whole.Len() > 0 {
		target.say(whole.String())
	}
	return len(p), nil
}

func (c *common) recipientForOutput() *common {
	defer func() {
		if recover() != nil {
			panic("testing: Output called after " + c.name + " has completed")
		}
	}()
	return c.recipient()
}

// finishLine ends an unfinished line of Output.
func (c *common) finishLine() {
	c.mu.Lock()
	line := c.partial
	c.partial = nil
	c.mu.Unlock()
	if len(line) > 0 {
		c.say("    " + string(line) + "\n")
	}
}

// Attr tells the reader of the output something about the test.
func (c *common) Attr(key, value string) {
	switch {
	case strings.IndexFunc(key, unicode.IsSpace) >= 0:
		c.Errorf("disallowed whitespace in attribute key %q", key)
	case strings.ContainsRune(value, '\n') || strings.ContainsRune(value, '\r'):
		c.Errorf("disallowed newline in attribute value %q", value)
	case c.printer != nil:
		c.printer.frame(c.name, "=== ATTR  %s %s %s\n", c.name, key, value)
	}
}

// Cleanup has f called when the test and its subtests are over; the last one
// registered comes first.
func (c *common) Cleanup(f func()) {
	var calls [50]uintptr
	registered := calls[:runtime.Callers(2, calls[:])]
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cleanups = append(c.cleanups, func() {
		c.mu.Lock()
		c.cleaning = registered
		c.mu.Unlock()
		f()
	})
}

// runCleanups calls what Cleanup registered, also what is registered meanwhile
// and the rest when one panics or ends the goroutine.
func (c *common) runCleanups() {
	c.mu.Lock()
	c.over = true
	cancel := c.cancel
	c.mu.Unlock()
	if cancel != nil {
		cancel()
	}
	for c.runCleanup() {
	}
}

func (c *common) runCleanup() (more bool) {
	c.mu.Lock()
	n := len(c.cleanups)
	if n == 0 {
		c.cleaning = nil
		c.mu.Unlock()
		return false
	}
	f := c.cleanups[n-1]
	c.cleanups = c.cleanups[:n-1]
	c.mu.Unlock()
	finished := false
	defer func() {
		if !finished {
			// The panic, or end of the goroutine, goes on when all are called.
			for c.runCleanup() {
			}
		}
	}()
	f()
	finished = true
	return true
}

// Context returns a context that is canceled before the clean-ups are called.
func (c *common) Context() context.Context {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.context()
}

func (c *common) context() context.Context {
	if c.ctx == nil {
		c.ctx, c.cancel = context.WithCancel(context.Background())
		if c.over {
			c.cancel()
		}
	}
	return c.ctx
}

// changesProcess panics in parallel tests.
func (c *common) changesProcess() {
	for outer := c; outer != nil; outer = outer.parent {
		outer.mu.RLock()
		denied := outer.denied
		outer.mu.RUnlock()
		if denied {
			panic(parallelConflict)
		}
	}
	c.mu.Lock()
	c.changed = true
	c.mu.Unlock()
}

const parallelConflict = "testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel"

// Setenv sets an environment variable until the test is over.
func (c *common) Setenv(key, value string) {
	c.changesProcess()
	previous, was := os.LookupEnv(key)
	if err := os.Setenv(key, value); err != nil {
		c.Fatalf("cannot set environment variable: %v", err)
	}
	c.Cleanup(func() {
		if was {
			os.Setenv(key, previous)
		} else {
			os.Unsetenv(key)
		}
	})
}

// Chdir changes the working directory until the test is over.
func (c *common) Chdir(dir string) {
	c.changesProcess()
	previous, err := os.Getwd()
	if err != nil {
		c.Fatal(err)
	}
	if err := os.Chdir(dir); err != nil {
		c.Fatal(err)
	}
	if absolute, err := os.Getwd(); err == nil {
		if !filepath.IsAbs(dir) {
			dir = absolute
		}
		c.Setenv("PWD", dir)
	}
	c.Cleanup(func() {
		if err := os.Chdir(previous); err != nil {
			panic("testing.Chdir: " + err.Error())
		}
	})
}

// TempDir returns a new folder that is removed when the test is over.
func (c *common) TempDir() string {
	c.mu.Lock()
	first := c.temporary == ""
	if first {
		dir, err := os.MkdirTemp(os.Getenv("GOTMPDIR"), fileName(c.name))
		if err != nil {
			c.mu.Unlock()
			c.Fatalf("TempDir: %v", err)
		}
		c.temporary = dir
	}
	parent := c.temporary
	c.numbered++
	number := c.numbered
	c.mu.Unlock()
	if first {
		c.Cleanup(func() {
			if err := os.RemoveAll(parent); err != nil {
				c.Errorf("TempDir RemoveAll cleanup: %v", err)
			}
			c.mu.Lock()
			c.temporary = ""
			c.mu.Unlock()
		})
	}
	dir := fmt.Sprintf("%s%c%03d", parent, os.PathSeparator, number)
	if err := os.Mkdir(dir, 0o777); err != nil {
		c.Fatalf("TempDir: %v", err)
	}
	return dir
}

// fileName keeps of a name what can stand in that of a file on any system.
func fileName(name string) string {
	// Names are cut so that they fit together with what the system adds.
	if len(name) > 64 {
		name = name[:64]
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r < 0x80:
			if strings.ContainsRune("!#$%&()+,-.=@^_{}~ ", r) {
				return r
			}
			if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' {
				return r
			}
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			return r
		}
		return -1
	}, name)
}

// ArtifactDir returns a folder for files the test leaves behind. They are kept
// if -artifacts is given.
func (c *common) ArtifactDir() string {
	c.mu.Lock()
	dir := c.artifacts
	c.mu.Unlock()
	if dir != "" {
		return dir
	}
	if option.artifacts {
		dir = c.keptFolder()
		if c.printer != nil {
			c.printer.frame(c.name, "=== ARTIFACTS %s %s\n", c.name, dir)
		}
	} else {
		dir = c.TempDir()
	}
	c.mu.Lock()
	c.artifacts = dir
	c.mu.Unlock()
	return dir
}

// keptFolder makes a folder below the output folder, named after the test and
// where its package is in the module.
func (c *common) keptFolder() string {
	where := ""
	if rest, ok := strings.CutPrefix(importPath, modulePath+"/"); ok && modulePath != "" {
		where = rest
	}
	name := fileName(strings.ReplaceAll(c.name, "/", "__"))
	base, err := filepath.Abs(filepath.Join(outputPath(""), "_artifacts", where, shortened(name, c.name)))
	if err == nil {
		err = os.MkdirAll(base, 0o777)
	}
	dir := ""
	if err == nil {
		dir, err = os.MkdirTemp(base, "")
	}
	if err != nil {
		c.Fatalf("ArtifactDir: %v", err)
	}
	return dir
}

// shortened replaces the end of a long file name by a hash of what it stands
// for.
func shortened(name, whole string) string {
	const most, digits = 64, 16
	if len(name) < most && len(whole) < most {
		return name
	}
	// This is the hash FNV-1a.
	hash := uint64(14695981039346656037)
	for i := range len(whole) {
		hash = (hash ^ uint64(whole[i])) * 1099511628211
	}
	return fmt.Sprintf("%s%0*x", name[:min(len(name), most-digits)], digits, hash)
}

// seconds is how durations are shown.
func seconds(d time.Duration) string { return fmt.Sprintf("%.2fs", d.Seconds()) }

// indented shifts the lines of a subtest's output into that of its parent.
func indented(text []byte) []byte {
	var out []byte
	for len(text) > 0 {
		end := slices.Index(text, '\n') + 1
		if end == 0 {
			end = len(text)
		}
		out = append(out, "    "...)
		out = append(out, text[:end]...)
		text = text[end:]
	}
	return out
}

// hand gives the report of a test and what it said to the test around it; the
// root shows it.
func (c *common) hand(report string) {
	c.mu.Lock()
	output := c.output
	c.output = nil
	c.mu.Unlock()
	parent := c.parent
	text := append([]byte(report), output...)
	switch {
	case c.printer != nil && c.printer.forProgram:
		mark := c.printer.mark()
		c.printer.frame(parent.name, "%s%s%s=== NAME  %s\n", report, output, mark, parent.name)
	case parent.level == 0 && c.printer != nil:
		c.printer.frame(parent.name, "%s", text)
	case parent.level == 0:
		os.Stdout.Write(text)
	default:
		parent.mu.Lock()
		parent.output = append(parent.output, indented(text)...)
		parent.mu.Unlock()
	}
}
