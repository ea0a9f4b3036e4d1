package os

import (
	"errors"
	"internal/poll"
	"io/fs"
	"syscall"
)

// PathError records an error with the operation and the path that caused it.
type PathError = fs.PathError

// A FileMode is a file's kind and permissions.
type FileMode = fs.FileMode

// The bits of a FileMode, as in io/fs.
const (
	ModeDir        = fs.ModeDir
	ModeAppend     = fs.ModeAppend
	ModeExclusive  = fs.ModeExclusive
	ModeTemporary  = fs.ModeTemporary
	ModeSymlink    = fs.ModeSymlink
	ModeDevice     = fs.ModeDevice
	ModeNamedPipe  = fs.ModeNamedPipe
	ModeSocket     = fs.ModeSocket
	ModeSetuid     = fs.ModeSetuid
	ModeSetgid     = fs.ModeSetgid
	ModeCharDevice = fs.ModeCharDevice
	ModeSticky     = fs.ModeSticky
	ModeIrregular  = fs.ModeIrregular
	ModeType       = fs.ModeType
	ModePerm       = fs.ModePerm
)

// Errors to compare with by errors.Is.
var (
	ErrInvalid    = fs.ErrInvalid
	ErrPermission = fs.ErrPermission
	ErrExist      = fs.ErrExist
	ErrNotExist   = fs.ErrNotExist
	ErrClosed     = fs.ErrClosed

	ErrNoDeadline       error = poll.ErrNoDeadline
	ErrDeadlineExceeded error = poll.ErrDeadlineExceeded

	// ErrProcessDone is returned for a process that ended and was waited for.
	ErrProcessDone = errors.New("os: process already finished")
	// ErrNoHandle is returned if the system has no handle of a process.
	ErrNoHandle = errors.New("os: process handle unavailable")

	errNegativeOffset      = errors.New("negative offset")
	errWriteAtInAppendMode = errors.New("os: invalid use of WriteAt on file opened with O_APPEND")
)

// SyscallError records an error with the name of the system call.
type SyscallError struct {
	Syscall string
	Err     error
}

// Error joins name and error.
func (e *SyscallError) Error() string { return e.Syscall + ": " + e.Err.Error() }

// Unwrap returns the error alone.
func (e *SyscallError) Unwrap() error { return e.Err }

// Timeout reports whether the error is a timeout.
func (e *SyscallError) Timeout() bool {
	t, ok := e.Err.(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// NewSyscallError returns a SyscallError, nil for a nil error.
func NewSyscallError(syscall string, err error) error {
	if err == nil {
		return nil
	}
	return &SyscallError{syscall, err}
}

// LinkError records an error of an operation on two paths.
type LinkError struct {
	Op  string
	Old string
	New string
	Err error
}

// Error joins operation, paths and error.
func (e *LinkError) Error() string {
	return e.Op + " " + e.Old + " " + e.New + ": " + e.Err.Error()
}

// Unwrap returns the error alone.
func (e *LinkError) Unwrap() error { return e.Err }

// IsExist reports whether an error of this package says that something exists
// already.
func IsExist(err error) bool { return is(err, ErrExist) }

// IsNotExist reports whether an error of this package says that something does
// not exist.
func IsNotExist(err error) bool { return is(err, ErrNotExist) }

// IsPermission reports whether an error of this package says that permission
// is denied.
func IsPermission(err error) bool { return is(err, ErrPermission) }

// IsTimeout reports whether an error of this package says that something took
// too long.
func IsTimeout(err error) bool {
	t, ok := inner(err).(interface{ Timeout() bool })
	return ok && t.Timeout()
}

// inner looks below the error types of this package, but not below others.
func inner(err error) error {
	switch e := err.(type) {
	case *PathError:
		return e.Err
	case *LinkError:
		return e.Err
	case *SyscallError:
		return e.Err
	}
	return err
}

func is(err, target error) bool {
	err = inner(err)
	if err == target {
		return true
	}
	number, ok := err.(syscall.Errno)
	return ok && number.Is(target)
}
