// This file holds the type of signals.

package syscall

// A Signal is the number of a signal. It implements os.Signal.
type Signal int

// Signal does nothing; it tells signals from other Stringers.
func (s Signal) Signal() {}

// String returns the signal's description.
func (s Signal) String() string {
	if s > 0 && s <= 31 {
		if text := line(signalTexts, int(s)); text != "" {
			return text
		}
	}
	if s < 0 {
		return "signal -" + decimal(uintptr(-s))
	}
	return "signal " + decimal(uintptr(s))
}

// signalTexts holds the descriptions of the signals from 1, one a line.
const signalTexts = "" +
	"hangup\n" +
	"interrupt\n" +
	"quit\n" +
	"illegal instruction\n" +
	"trace/breakpoint trap\n" +
	"aborted\n" +
	"bus error\n" +
	"floating point exception\n" +
	"killed\n" +
	"user defined signal 1\n" +
	"segmentation fault\n" +
	"user defined signal 2\n" +
	"broken pipe\n" +
	"alarm clock\n" +
	"terminated\n" +
	"stack fault\n" +
	"child exited\n" +
	"continued\n" +
	"stopped (signal)\n" +
	"stopped\n" +
	"stopped (tty input)\n" +
	"stopped (tty output)\n" +
	"urgent I/O condition\n" +
	"CPU time limit exceeded\n" +
	"file size limit exceeded\n" +
	"virtual timer expired\n" +
	"profiling timer expired\n" +
	"window changed\n" +
	"I/O possible\n" +
	"power failure\n" +
	"bad system call\n"
