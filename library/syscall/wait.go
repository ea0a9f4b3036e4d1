// This file holds how processes ended.

package syscall

import "unsafe"

// A WaitStatus says what happened to a process. The low seven bits are the
// signal that ended it, 0 for an exit, 0x7f for a stop.
type WaitStatus uint32

const (
	stoppedMark   = 0x7f
	coreMark      = 0x80
	continuedMark = 0xffff
)

// Exited reports whether the process exited by itself.
func (w WaitStatus) Exited() bool { return w&stoppedMark == 0 }

// Signaled reports whether a signal ended the process.
func (w WaitStatus) Signaled() bool {
	return w&stoppedMark != stoppedMark && w&stoppedMark != 0
}

// Stopped reports whether a signal stopped the process.
func (w WaitStatus) Stopped() bool { return w&0xff == stoppedMark }

// Continued reports whether the process continued.
func (w WaitStatus) Continued() bool { return w == continuedMark }

// CoreDump reports whether the process left an image of its memory.
func (w WaitStatus) CoreDump() bool { return w.Signaled() && w&coreMark != 0 }

// ExitStatus returns the status of an exit, else -1.
func (w WaitStatus) ExitStatus() int {
	if w.Exited() {
		return int(w>>8) & 0xff
	}
	return -1
}

// Signal returns the signal that ended the process, else -1.
func (w WaitStatus) Signal() Signal {
	if w.Signaled() {
		return Signal(w & stoppedMark)
	}
	return -1
}

// StopSignal returns the signal that stopped the process, else -1.
func (w WaitStatus) StopSignal() Signal {
	if w.Stopped() {
		return Signal(w>>8) & 0xff
	}
	return -1
}

// TrapCause returns the event a traced process stopped for, else -1.
func (w WaitStatus) TrapCause() int {
	if w.StopSignal() == SIGTRAP {
		return int(w >> 16)
	}
	return -1
}

// Wait4 waits for a child.
func Wait4(pid int, wstatus *WaitStatus, options int, rusage *Rusage) (wpid int, err error) {
	return number(blockingCall(SYS_WAIT4, uintptr(pid), uintptr(unsafe.Pointer(wstatus)), uintptr(options), uintptr(unsafe.Pointer(rusage)), 0))
}

// Unix returns seconds and nanoseconds.
func (ts *Timespec) Unix() (sec int64, nsec int64) { return ts.Sec, ts.Nsec }

// Nano returns all as nanoseconds.
func (ts *Timespec) Nano() int64 { return TimespecToNsec(*ts) }

// Unix returns seconds and nanoseconds.
func (tv *Timeval) Unix() (sec int64, nsec int64) { return tv.Sec, tv.Usec * 1e3 }

// Nano returns all as nanoseconds.
func (tv *Timeval) Nano() int64 { return TimevalToNsec(*tv) }

// TimespecToNsec returns a time in nanoseconds.
func TimespecToNsec(ts Timespec) int64 { return ts.Sec*1e9 + ts.Nsec }

// TimevalToNsec returns a time in nanoseconds.
func TimevalToNsec(tv Timeval) int64 { return tv.Sec*1e9 + tv.Usec*1e3 }

// NsecToTimespec converts nanoseconds.
func NsecToTimespec(nsec int64) Timespec {
	seconds, rest := nsec/1e9, nsec%1e9
	if rest < 0 {
		seconds, rest = seconds-1, rest+1e9
	}
	return Timespec{Sec: seconds, Nsec: rest}
}

// NsecToTimeval converts nanoseconds, rounded up to microseconds.
func NsecToTimeval(nsec int64) Timeval {
	t := NsecToTimespec(nsec + 999)
	return Timeval{Sec: t.Sec, Usec: t.Nsec / 1e3}
}
