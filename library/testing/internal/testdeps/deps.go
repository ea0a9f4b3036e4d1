// Package testdeps has what the generated main function of a test executable
// hands to package testing.
package testdeps

import (
	"errors"
	"internal/exithook"
	"io"
	"reflect"
	"testing/internal/pattern"
	"time"
)

// ImportPath is the import path of the package that is tested.
var ImportPath string

// ModulePath is the path of its module, nothing for a package of the standard
// library.
var ModulePath string

// TestDeps implements what testing.MainStart asks for.
type TestDeps struct{}

var (
	lastText    string
	lastPattern *pattern.Pattern
)

// MatchString reports whether a regular expression matches some part of a text.
func (TestDeps) MatchString(pat, str string) (bool, error) {
	if lastPattern == nil || lastText != pat {
		compiled, err := pattern.Compile(pat)
		if err != nil {
			return false, err
		}
		lastText, lastPattern = pat, compiled
	}
	return lastPattern.Match(str), nil
}

// ImportPath returns the import path of the package that is tested.
func (TestDeps) ImportPath() string { return ImportPath }

// SetPanicOnExit0 says whether os.Exit(0) panics.
func (TestDeps) SetPanicOnExit0(on bool) { exithook.PanicOnExit0.Store(on) }

// ModulePath returns the path of the module of the package that is tested.
func (TestDeps) ModulePath() string { return ModulePath }

var errUnsupported = errors.New("unsupported by grus")

// StartCPUProfile fails: there are no profiles.
func (TestDeps) StartCPUProfile(io.Writer) error { return errUnsupported }

// StopCPUProfile has nothing to stop.
func (TestDeps) StopCPUProfile() {}

// WriteProfileTo fails: there are no profiles.
func (TestDeps) WriteProfileTo(string, io.Writer, int) error { return errUnsupported }

// StartTestLog does nothing: results are not cached, so that it does not matter
// what tests look at.
func (TestDeps) StartTestLog(io.Writer) {}

// StopTestLog has nothing to stop.
func (TestDeps) StopTestLog() error { return nil }

// InitRuntimeCoverage says that nothing is counted.
func (TestDeps) InitRuntimeCoverage() (mode string, tearDown func(coverprofile string, gocoverdir string) (string, error), snapcov func() float64) {
	return "", nil, nil
}

// ResetCoverage has nothing to reset.
func (TestDeps) ResetCoverage() {}

// SnapshotCoverage has nothing to keep.
func (TestDeps) SnapshotCoverage() {}

// An entry is an input of a fuzz test.
type entry = struct {
	Parent     string
	Path       string
	Data       []byte
	Values     []any
	Generation int
	IsSeed     bool
}

// CheckCorpus fails: package testing checks seeds itself.
func (TestDeps) CheckCorpus([]any, []reflect.Type) error { return errUnsupported }

// ReadCorpus fails: package testing reads seeds itself.
func (TestDeps) ReadCorpus(string, []reflect.Type) ([]entry, error) { return nil, errUnsupported }

// RunFuzzWorker fails: no inputs are made up.
func (TestDeps) RunFuzzWorker(func(entry) error) error { return errUnsupported }

// CoordinateFuzzing fails: no inputs are made up.
func (TestDeps) CoordinateFuzzing(time.Duration, int64, time.Duration, int64, int, []entry, []reflect.Type, string, string) error {
	return errUnsupported
}
