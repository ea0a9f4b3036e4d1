// Package syscall is the interface to the Linux kernel on amd64: its calls,
// numbers and structures.
//
// This file holds the ways to make a system call.
package syscall

import "unsafe"

// call makes a system call that returns at once: a number and five arguments,
// result as the kernel gives it.
//
//go:noescape
func call(number, a, b, c, d, e uintptr) uintptr

// blockingCall makes a system call that may wait; other goroutines run
// meanwhile.
//
//go:noescape
func blockingCall(number, a, b, c, d, e uintptr) uintptr

// call6 and blockingCall6 take six arguments, from an array.
//
//go:noescape
func call6(number uintptr, arguments *[6]uintptr) uintptr

//go:noescape
func blockingCall6(number uintptr, arguments *[6]uintptr) uintptr

// invalidResult is what the kernel would return for EINVAL.
const invalidResult = ^uintptr(EINVAL - 1)

// split separates the result of a call from its error number.
func split(r uintptr) (result uintptr, e Errno) {
	if r > ^uintptr(4095) {
		return ^uintptr(0), Errno(-r)
	}
	return r, 0
}

// status returns the error of a call without result, number that of one with.
func status(r uintptr) error {
	if r > ^uintptr(4095) {
		return asError(Errno(-r))
	}
	return nil
}

func number(r uintptr) (int, error) {
	if r > ^uintptr(4095) {
		return -1, asError(Errno(-r))
	}
	return int(r), nil
}

// The errors that are returned most, so that returning them allocates nothing.
var (
	errAgain   error = EAGAIN
	errInvalid error = EINVAL
	errNoEntry error = ENOENT
)

func asError(e Errno) error {
	switch e {
	case 0:
		return nil
	case EAGAIN:
		return errAgain
	case EINVAL:
		return errInvalid
	case ENOENT:
		return errNoEntry
	}
	return e
}

// address returns a pointer as an argument, sliceAddress that of a slice's
// first byte (some valid address if it is empty).
func address[T any](p *T) uintptr { return uintptr(unsafe.Pointer(p)) }

var nothing byte

func sliceAddress(b []byte) uintptr {
	if len(b) == 0 {
		return address(&nothing)
	}
	return uintptr(unsafe.Pointer(unsafe.SliceData(b)))
}

// at makes a call that takes a directory's descriptor, a path and three more
// arguments.
func at(callNumber uintptr, directory int, path string, a, b, c uintptr) uintptr {
	p, err := BytePtrFromString(path)
	if err != nil {
		return invalidResult
	}
	return blockingCall(callNumber, uintptr(directory), address(p), a, b, c)
}

// onPath makes a call that takes a path and two more arguments.
func onPath(callNumber uintptr, path string, a, b uintptr) uintptr {
	p, err := BytePtrFromString(path)
	if err != nil {
		return invalidResult
	}
	return blockingCall(callNumber, address(p), a, b, 0, 0)
}

// on makes a call that may wait, with three arguments.
func on(callNumber uintptr, a, b, c uintptr) uintptr {
	return blockingCall(callNumber, a, b, c, 0, 0)
}

// Syscall makes a system call with three arguments; other goroutines run if it
// waits. It returns the result, an unused second one, and the error number.
//
//go:uintptrkeepalive
func Syscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	r1, err = split(blockingCall(trap, a1, a2, a3, 0, 0))
	return r1, 0, err
}

// Syscall6 is Syscall with six arguments.
//
//go:uintptrkeepalive
func Syscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	arguments := [6]uintptr{a1, a2, a3, a4, a5, a6}
	r1, err = split(blockingCall6(trap, &arguments))
	return r1, 0, err
}

// RawSyscall is Syscall for calls that do not wait.
//
//go:uintptrkeepalive
func RawSyscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	r1, err = split(call(trap, a1, a2, a3, 0, 0))
	return r1, 0, err
}

// RawSyscall6 is RawSyscall with six arguments.
//
//go:uintptrkeepalive
func RawSyscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	arguments := [6]uintptr{a1, a2, a3, a4, a5, a6}
	r1, err = split(call6(trap, &arguments))
	return r1, 0, err
}

// rawSyscallNoError is RawSyscall for calls that cannot fail.
func rawSyscallNoError(trap, a1, a2, a3 uintptr) (r1, r2 uintptr) {
	return call(trap, a1, a2, a3, 0, 0), 0
}

// AllThreadsSyscall would make a call on every thread. Threads come and go
// without the program's knowledge, so it is not supported.
func AllThreadsSyscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err Errno) {
	return ^uintptr(0), 0, ENOTSUP
}

// AllThreadsSyscall6 is AllThreadsSyscall with six arguments.
func AllThreadsSyscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err Errno) {
	return ^uintptr(0), 0, ENOTSUP
}

// fcntl is linked to by other packages as runtime.fcntl.
//
//go:linkname fcntl runtime.fcntl
func fcntl(fd, cmd, arg int32) (int32, int32) {
	r, e := split(call(SYS_FCNTL, uintptr(fd), uintptr(cmd), uintptr(arg), 0, 0))
	if e != 0 {
		return -1, int32(e)
	}
	return int32(r), 0
}
