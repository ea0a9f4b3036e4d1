package testing

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// The tests set these before all others.
var (
	testingTesting bool
	benchTime      struct{ d time.Duration }
)

func init() {
	// Benchmarks in tests take little time.
	option.benchTime.duration = 100 * time.Millisecond
}

const ParallelConflict = parallelConflict

// PrettyPrint shows a measurement.
func PrettyPrint(w io.Writer, x float64, unit string) {
	var out strings.Builder
	writeMeasure(&out, x, unit)
	io.WriteString(w, out.String())
}

// What a program that reads the output is told by.
const (
	markFraming  = frameMark
	markErrBegin = errorStart
	markErrEnd   = errorEnd
	markEscape   = "\x1b"
)

// A matcher chooses tests; the tests are about that of grus.
type matcher = selection

func newMatcher(match matchFunc, run, flag, skip string) *matcher {
	return newSelection(match, flag, run, "-test.skip", skip)
}

func allMatcher() *matcher { return newMatcher(nil, "", "", "") }

// A filterMatch is a pattern that was taken apart.
type filterMatch interface {
	verify(name string, match matchFunc) error
}

// A simpleMatch has a pattern for every level, an alternationMatch several of
// these.
type (
	simpleMatch      []string
	alternationMatch []filterMatch
)

func splitRegexp(text string) filterMatch {
	var all alternationMatch
	for _, alternative := range splitOutside(text, '|') {
		all = append(all, simpleMatch(splitOutside(alternative, '/')))
	}
	if len(all) == 1 {
		return all[0]
	}
	return all
}

func (m simpleMatch) verify(name string, match matchFunc) error {
	for i, level := range m {
		if _, err := match(level, "non-empty"); err != nil {
			return fmt.Errorf("element %d of %s (%q): %s", i, name, level, err)
		}
	}
	return nil
}

func (m alternationMatch) verify(name string, match matchFunc) error {
	i := slices.IndexFunc(m, func(f filterMatch) bool { return f.verify(name, match) != nil })
	if i < 0 {
		return nil
	}
	return m[i].verify(name, match)
}
