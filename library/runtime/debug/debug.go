// Package debug lets programs look into the runtime and steer the collector.
package debug

import (
	"os"
	"runtime"
	"slices"
	"syscall"
	"time"
	_ "unsafe" // for linkname
)

//go:linkname freeOSMemory runtime.freeOSMemory
func freeOSMemory()

//go:linkname setGCPercent runtime.setGCPercent
func setGCPercent(percent int) int

//go:linkname setMemoryLimit runtime.setMemoryLimit
func setMemoryLimit(limit int64) int64

//go:linkname setTraceback runtime.setTraceback
func setTraceback(level string)

//go:linkname setCrashOutput runtime.setCrashOutput
func setCrashOutput(descriptor int) int

// FreeOSMemory runs a collection and gives all free memory back to the
// operating system.
func FreeOSMemory() { freeOSMemory() }

// SetGCPercent sets by how many percent the heap may grow over what survived a
// collection before the next one starts, and returns the previous setting. A
// negative percentage means that it may grow without limit.
func SetGCPercent(percent int) int { return setGCPercent(percent) }

// SetMemoryLimit sets how much memory the program shall use at most, and
// returns the previous setting; a negative limit only asks.
func SetMemoryLimit(limit int64) int64 { return setMemoryLimit(limit) }

// GCStats tells about past collections.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration // youngest first
	PauseEnd       []time.Time     // youngest first
	PauseQuantiles []time.Duration
}

// ReadGCStats fills in stats. If PauseQuantiles is not empty, it receives the
// least, the greatest and equally spaced values between of the pauses.
func ReadGCStats(stats *GCStats) {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	stats.NumGC = int64(m.NumGC)
	stats.PauseTotal = time.Duration(m.PauseTotalNs)
	stats.LastGC = time.Unix(0, int64(m.LastGC))
	n := min(int(m.NumGC), len(m.PauseNs))
	stats.Pause = stats.Pause[:0]
	stats.PauseEnd = stats.PauseEnd[:0]
	for i := range n {
		at := (int(m.NumGC) - 1 - i) % len(m.PauseNs)
		stats.Pause = append(stats.Pause, time.Duration(m.PauseNs[at]))
		stats.PauseEnd = append(stats.PauseEnd, time.Unix(0, int64(m.PauseEnd[at])))
	}
	quantiles := len(stats.PauseQuantiles)
	if quantiles == 0 {
		return
	}
	if n == 0 {
		clear(stats.PauseQuantiles)
		return
	}
	sorted := slices.Clone(stats.Pause)
	slices.Sort(sorted)
	for i := range quantiles - 1 {
		stats.PauseQuantiles[i] = sorted[len(sorted)*i/(quantiles-1)]
	}
	stats.PauseQuantiles[quantiles-1] = sorted[len(sorted)-1]
}

//go:linkname setMaxStack runtime.setMaxStack
func setMaxStack(bytes int) int

// SetMaxStack sets how large a goroutine's stack may become, and returns the
// previous limit. A program whose goroutine exceeds it ends.
func SetMaxStack(bytes int) int { return setMaxStack(bytes) }

//go:linkname setMaxThreads runtime.setMaxThreads
func setMaxThreads(threads int) int

// SetMaxThreads sets how many threads there may be, and returns the previous
// limit. A program that needs more ends.
func SetMaxThreads(threads int) int { return setMaxThreads(threads) }

//go:linkname setPanicOnFault runtime.setPanicOnFault
func setPanicOnFault(enabled bool) bool

// SetPanicOnFault says whether a fault of the calling goroutine at an
// unexpected address, other than nil, is a panic rather than the end of the
// program. It returns the previous setting.
func SetPanicOnFault(enabled bool) bool { return setPanicOnFault(enabled) }

// SetTraceback sets what tracebacks of programs that fail show, by a value of the
// environment variable GOTRACEBACK; at least what that says is shown.
func SetTraceback(level string) { setTraceback(level) }

// CrashOptions say how reports of crashes look.
type CrashOptions struct{}

// SetCrashOutput makes reports of panics that nobody recovers and of other fatal
// errors go to f too, besides standard error; nil ends that. The file may be
// closed then.
func SetCrashOutput(f *os.File, opts CrashOptions) error {
	descriptor := -1
	if f != nil {
		connection, err := f.SyscallConn()
		if err != nil {
			return err
		}
		var e syscall.Errno
		err = connection.Control(func(fd uintptr) {
			var copied uintptr
			copied, _, e = syscall.Syscall(syscall.SYS_FCNTL, fd, syscall.F_DUPFD_CLOEXEC, 0)
			descriptor = int(copied)
		})
		if err != nil {
			return err
		}
		if e != 0 {
			return e
		}
	}
	if previous := setCrashOutput(descriptor); previous >= 0 {
		syscall.Close(previous)
	}
	return nil
}
