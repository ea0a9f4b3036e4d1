// Package pprof has profiles that programs keep themselves, and the list of
// goroutines. Programs are not sampled: profiles of time and memory cannot be
// started, and the built-in profiles of events are empty.
package pprof

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// A Profile is a collection of places in the program, each with how often it
// was added.
type Profile struct {
	name  string
	mu    sync.Mutex
	added map[any][]uintptr
	// count and write are those of built-in profiles.
	count func() int
	write func(w io.Writer, debug int) error
}

var profiles struct {
	sync.Mutex
	byName map[string]*Profile
}

// lockProfiles locks the table of profiles, filled with the built-in ones.
func lockProfiles() {
	profiles.Lock()
	if profiles.byName != nil {
		return
	}
	profiles.byName = map[string]*Profile{
		"goroutine": {name: "goroutine", count: runtime.NumGoroutine, write: writeGoroutines},
	}
	for _, name := range []string{"allocs", "block", "heap", "mutex", "threadcreate"} {
		empty := func() int { return 0 }
		write := func(w io.Writer, debug int) error { return writeHeader(w, name, 0, debug) }
		profiles.byName[name] = &Profile{name: name, count: empty, write: write}
	}
}

// NewProfile makes a profile; it panics if the name is taken.
func NewProfile(name string) *Profile {
	lockProfiles()
	defer profiles.Unlock()
	if name == "" {
		panic("pprof: NewProfile with empty name")
	}
	if profiles.byName[name] != nil {
		panic("pprof: NewProfile name already in use: " + name)
	}
	profile := &Profile{name: name, added: make(map[any][]uintptr)}
	profiles.byName[name] = profile
	return profile
}

// Lookup returns the profile of a name, or nil.
func Lookup(name string) *Profile {
	lockProfiles()
	defer profiles.Unlock()
	return profiles.byName[name]
}

// Profiles returns all profiles, sorted by name.
func Profiles() []*Profile {
	lockProfiles()
	defer profiles.Unlock()
	var all []*Profile
	for _, profile := range profiles.byName {
		all = append(all, profile)
	}
	slices.SortFunc(all, func(a, b *Profile) int { return strings.Compare(a.name, b.name) })
	return all
}

// Name returns the profile's name.
func (p *Profile) Name() string { return p.name }

// Count returns how many values the profile has.
func (p *Profile) Count() int {
	if p.count != nil {
		return p.count()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.added)
}

// Add adds the place of the caller, skip callers further out, for a value that
// is not in the profile yet.
func (p *Profile) Add(value any, skip int) {
	if p.name == "" {
		panic("pprof: use of uninitialized Profile")
	}
	if p.write != nil {
		panic("pprof: Add called on built-in Profile " + p.name)
	}
	callers := make([]uintptr, 32)
	callers = callers[:runtime.Callers(skip+1, callers)]
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.added[value] != nil {
		panic("pprof: Profile.Add of duplicate value")
	}
	p.added[value] = callers
}

// Remove removes a value.
func (p *Profile) Remove(value any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.added, value)
}

// WriteTo writes the profile as text; debug 0, the binary form, is not
// available.
func (p *Profile) WriteTo(w io.Writer, debug int) error {
	switch {
	case p.write != nil:
		return p.write(w, debug)
	case p.name == "":
		panic("pprof: use of zero Profile")
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := writeHeader(w, p.name, len(p.added), debug); err != nil {
		return err
	}
	for _, callers := range p.added {
		fmt.Fprintf(w, "1 @")
		for _, pc := range callers {
			fmt.Fprintf(w, " %#x", pc)
		}
		fmt.Fprintf(w, "\n")
		frames := runtime.CallersFrames(callers)
		for more := len(callers) > 0; more; {
			var frame runtime.Frame
			frame, more = frames.Next()
			fmt.Fprintf(w, "#\t%#x\t%s\t%s:%d\n", frame.PC, frame.Function, frame.File, frame.Line)
		}
		fmt.Fprintf(w, "\n")
	}
	return nil
}

var errBinary = errors.New("pprof: the binary form of profiles is not supported")

func writeHeader(w io.Writer, name string, total, debug int) error {
	if debug == 0 {
		return errBinary
	}
	_, err := fmt.Fprintf(w, "%s profile: total %d\n", name, total)
	return err
}

// writeGoroutines writes the stacks of all goroutines as a traceback does.
func writeGoroutines(w io.Writer, debug int) error {
	if debug < 2 {
		if err := writeHeader(w, "goroutine", runtime.NumGoroutine(), debug); err != nil {
			return err
		}
	}
	text := make([]byte, 1<<16)
	for {
		n := runtime.Stack(text, true)
		if n < len(text) {
			_, err := w.Write(text[:n])
			return err
		}
		text = make([]byte, 2*len(text))
	}
}

// StartCPUProfile would start a profile of where time is spent.
func StartCPUProfile(w io.Writer) error {
	return errors.New("pprof: CPU profiles are not supported")
}

// StopCPUProfile would end it.
func StopCPUProfile() {}

// WriteHeapProfile would write where memory was allocated.
func WriteHeapProfile(w io.Writer) error {
	return Lookup("heap").WriteTo(w, 0)
}
