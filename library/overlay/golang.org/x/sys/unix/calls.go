// Package unix makes its system calls through package syscall instead of
// jumping to it in assembly.
//
//grus:architecture
//grus:replaces syscall_unix_gc.go syscall_linux_gc.go syscall_linux_amd64_gc.go
package unix

import (
	"syscall"
	"unsafe"
)

// Syscall makes a system call that may block.
func Syscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err syscall.Errno) {
	return syscall.Syscall(trap, a1, a2, a3)
}

// Syscall6 is Syscall with up to six arguments.
func Syscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err syscall.Errno) {
	return syscall.Syscall6(trap, a1, a2, a3, a4, a5, a6)
}

// RawSyscall makes a system call that does not block.
func RawSyscall(trap, a1, a2, a3 uintptr) (r1, r2 uintptr, err syscall.Errno) {
	return syscall.RawSyscall(trap, a1, a2, a3)
}

// RawSyscall6 is RawSyscall with up to six arguments.
func RawSyscall6(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, err syscall.Errno) {
	return syscall.RawSyscall6(trap, a1, a2, a3, a4, a5, a6)
}

// SyscallNoError makes a system call that may block and cannot fail.
func SyscallNoError(trap, a1, a2, a3 uintptr) (r1, r2 uintptr) {
	r1, r2, _ = syscall.Syscall(trap, a1, a2, a3)
	return
}

// RawSyscallNoError makes a system call that neither blocks nor fails.
func RawSyscallNoError(trap, a1, a2, a3 uintptr) (r1, r2 uintptr) {
	r1, r2, _ = syscall.RawSyscall(trap, a1, a2, a3)
	return
}

func gettimeofday(tv *Timeval) (err syscall.Errno) {
	_, _, err = syscall.RawSyscall(syscall.SYS_GETTIMEOFDAY, uintptr(unsafe.Pointer(tv)), 0, 0)
	return
}
