// This file holds other processes.

package os

import (
	"errors"
	"runtime"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

// A Signal is a signal of the operating system.
type Signal interface {
	String() string
	Signal() // tells it from other Stringers
}

// The signals that exist on all systems.
var (
	Interrupt Signal = syscall.SIGINT
	Kill      Signal = syscall.SIGKILL
)

// ProcAttr says how a new process starts.
type ProcAttr struct {
	// Dir is its working directory, if not empty.
	Dir string
	// Env is its environment; nil for that of this process.
	Env []string
	// Files are its open files, from descriptor 0 on; nil for a closed one.
	Files []*File
	// Sys holds what depends on the system.
	Sys *syscall.SysProcAttr
}

// A Process is another process.
type Process struct {
	Pid int

	mutex  sync.RWMutex
	handle int // the kernel's descriptor of the process plus 1, or 0
	state  int
}

// States of a Process.
const (
	processUsable = iota
	processDone
	processReleased
)

func newProcess(pid, handle int) *Process {
	p := &Process{Pid: pid, handle: handle + 1}
	if handle >= 0 {
		runtime.SetFinalizer(p, (*Process).Release)
	}
	return p
}

const pidfdOpen, pidfdSendSignal = 434, 424

// FindProcess returns the process with an id. There need not be one.
func FindProcess(pid int) (*Process, error) {
	handle, _, e := syscall.RawSyscall(pidfdOpen, uintptr(pid), 0, 0)
	switch e {
	case 0:
		return newProcess(pid, int(handle)), nil
	case syscall.ESRCH:
		return &Process{Pid: pid, state: processDone}, nil
	}
	return newProcess(pid, -1), nil
}

// StartProcess starts a program with arguments, the first of which is its name.
func StartProcess(name string, argv []string, attr *ProcAttr) (*Process, error) {
	if attr == nil {
		attr = &ProcAttr{}
	}
	// The error for a missing directory is clearer this way. With a Chroot or
	// Credential it would be about something else.
	if attr.Sys == nil && attr.Dir != "" {
		if _, err := Stat(attr.Dir); err != nil {
			return nil, &PathError{Op: "chdir", Path: attr.Dir, Err: inner(err)}
		}
	}
	handle := -1
	sys := syscall.SysProcAttr{}
	if attr.Sys != nil {
		sys = *attr.Sys
	}
	wanted := sys.PidFD
	sys.PidFD = &handle
	system := &syscall.ProcAttr{Dir: attr.Dir, Env: attr.Env, Sys: &sys}
	if system.Env == nil {
		system.Env = Environ()
	}
	for _, f := range attr.Files {
		system.Files = append(system.Files, f.Fd())
	}
	pid, _, err := syscall.StartProcess(name, argv, system)
	runtime.KeepAlive(attr)
	if err != nil {
		return nil, &PathError{Op: "fork/exec", Path: name, Err: err}
	}
	if wanted != nil {
		*wanted = -1
		if copied, _, e := syscall.RawSyscall(syscall.SYS_FCNTL, uintptr(handle), syscall.F_DUPFD_CLOEXEC, 0); e == 0 {
			*wanted = int(copied)
		}
	}
	return newProcess(pid, handle), nil
}

// usable returns the error for a process that cannot be signalled any more.
// The mutex is held.
func (p *Process) usable() error {
	switch {
	case p.Pid == -1 || p.state == processReleased:
		return errors.New("os: process already released")
	case p.Pid == 0:
		return errors.New("os: process not initialized")
	case p.state == processDone:
		return ErrProcessDone
	}
	return nil
}

// Signal sends a signal to the process.
func (p *Process) Signal(sig Signal) error {
	p.mutex.RLock()
	defer p.mutex.RUnlock()
	if err := p.usable(); err != nil {
		return err
	}
	s, ok := sig.(syscall.Signal)
	if !ok {
		return errors.New("os: unsupported signal type")
	}
	var err error
	if p.handle > 0 {
		if _, _, e := syscall.RawSyscall6(pidfdSendSignal, uintptr(p.handle-1), uintptr(s), 0, 0, 0, 0); e != 0 {
			err = e
		}
	} else {
		err = syscall.Kill(p.Pid, s)
	}
	if err == syscall.ESRCH {
		return ErrProcessDone
	}
	return err
}

// Kill ends the process at once.
func (p *Process) Kill() error { return p.Signal(Kill) }

// Release gives up what belongs to the process, which cannot be used any more.
func (p *Process) Release() error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.state == processReleased {
		return nil
	}
	p.giveUp(processReleased)
	p.Pid = -1
	return nil
}

// giveUp closes the handle. The mutex is held.
func (p *Process) giveUp(state int) {
	p.state = state
	if p.handle > 0 {
		syscall.Close(p.handle - 1)
		p.handle = 0
		runtime.SetFinalizer(p, nil)
	}
}

// WithHandle calls f with the kernel's descriptor of the process.
func (p *Process) WithHandle(f func(handle uintptr)) error {
	p.mutex.RLock()
	defer p.mutex.RUnlock()
	if err := p.usable(); err != nil {
		return err
	}
	if p.handle == 0 {
		return ErrNoHandle
	}
	f(uintptr(p.handle - 1))
	return nil
}

// Wait waits until the process, a child of this one, ended.
func (p *Process) Wait() (*ProcessState, error) {
	if p == nil || p.Pid == -1 {
		return nil, syscall.EINVAL
	}
	p.mutex.RLock()
	state, pid := p.state, p.Pid
	p.mutex.RUnlock()
	switch state {
	case processDone:
		return nil, NewSyscallError("wait", syscall.ECHILD)
	case processReleased:
		return nil, syscall.EINVAL
	}
	// First until it ended, but is still there: so that nobody sends a signal
	// to another process that got its id.
	const waitExited, waitNoWait, idOfProcess = 4, 0x1000000, 1
	var information [128]byte
	for {
		_, _, e := syscall.Syscall6(syscall.SYS_WAITID, idOfProcess, uintptr(pid), uintptr(unsafe.Pointer(&information)), waitExited|waitNoWait, 0, 0)
		if e == 0 {
			break
		}
		if e != syscall.EINTR {
			return nil, NewSyscallError("wait", e)
		}
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	var status syscall.WaitStatus
	usage := new(syscall.Rusage)
	_, err := retryNumber(func() (int, error) { return syscall.Wait4(pid, &status, 0, usage) })
	if err != nil {
		return nil, NewSyscallError("wait", err)
	}
	p.giveUp(processDone)
	return &ProcessState{pid: pid, status: status, usage: usage}, nil
}

// ProcessState says how a process ended.
type ProcessState struct {
	pid    int
	status syscall.WaitStatus
	usage  *syscall.Rusage
}

// Pid returns the id of the process.
func (p *ProcessState) Pid() int { return p.pid }

// Exited reports whether the process exited by itself.
func (p *ProcessState) Exited() bool { return p.status.Exited() }

// Success reports whether the process exited with status 0.
func (p *ProcessState) Success() bool { return p.status.ExitStatus() == 0 }

// ExitCode returns the status, -1 if the process did not exit by itself.
func (p *ProcessState) ExitCode() int {
	if p == nil {
		return -1
	}
	return p.status.ExitStatus()
}

// Sys returns the syscall.WaitStatus.
func (p *ProcessState) Sys() any { return p.status }

// SysUsage returns the *syscall.Rusage.
func (p *ProcessState) SysUsage() any { return p.usage }

// UserTime returns the time the process and its children computed.
func (p *ProcessState) UserTime() time.Duration {
	return time.Duration(p.usage.Utime.Nano())
}

// SystemTime returns the time the kernel worked for them.
func (p *ProcessState) SystemTime() time.Duration {
	return time.Duration(p.usage.Stime.Nano())
}

// String describes the end of the process.
func (p *ProcessState) String() string {
	if p == nil {
		return "<nil>"
	}
	text := ""
	switch w := p.status; {
	case w.Exited():
		text = "exit status " + decimal(uint32(w.ExitStatus()))
	case w.Signaled():
		text = "signal: " + w.Signal().String()
	case w.Stopped():
		text = "stop signal: " + w.StopSignal().String()
		if w.StopSignal() == syscall.SIGTRAP && w.TrapCause() != 0 {
			text += " (trap " + decimal(uint32(w.TrapCause())) + ")"
		}
	case w.Continued():
		text = "continued"
	}
	if p.status.CoreDump() {
		text += " (core dumped)"
	}
	return text
}
