// Package system makes Linux system calls.
package system

import "unsafe"

// Call makes a system call that returns at once.
//
//go:noescape
func Call(number, a, b, c, d, e uintptr) uintptr

// BlockingCall makes a system call that may wait; other goroutines run
// meanwhile.
//
//go:noescape
func BlockingCall(number, a, b, c, d, e uintptr) uintptr

func argumentVector() **byte

// Numbers of system calls.
const (
	SysRead       = 0
	SysWrite      = 1
	SysClose      = 3
	SysFstat      = 5
	SysLseek      = 8
	SysPread64    = 17
	SysPwrite64   = 18
	SysGetpid     = 39
	SysUname      = 63
	SysFsync      = 74
	SysTruncate   = 76
	SysFtruncate  = 77
	SysGetcwd     = 79
	SysChdir      = 80
	SysFchdir     = 81
	SysFchmod     = 91
	SysGetuid     = 102
	SysGetgid     = 104
	SysGeteuid    = 107
	SysGetegid    = 108
	SysGetppid    = 110
	SysGetgroups  = 115
	SysGetdents64 = 217
	SysOpenat     = 257
	SysMkdirat    = 258
	SysFchownat   = 260
	SysNewfstatat = 262
	SysUnlinkat   = 263
	SysRenameat   = 264
	SysLinkat     = 265
	SysSymlinkat  = 266
	SysReadlinkat = 267
	SysFchmodat   = 268
	SysUtimensat  = 280
	SysPipe2      = 293
	SysGetrandom  = 318
)

// AtCurrentDirectory makes the *at calls start from the working directory.
const AtCurrentDirectory = ^uintptr(99)

// NoFollow makes the *at calls act on symbolic links themselves.
const NoFollow = 0x100

// Split separates the result of a call from its error number.
func Split(r uintptr) (result uintptr, e Errno) {
	if r > ^uintptr(4095) {
		return 0, Errno(-r)
	}
	return r, 0
}

// A CString is a string ended by a zero byte, for the kernel.
type CString []byte

// NewCString copies s; ok is false if s contains a zero byte.
func NewCString(s string) (c CString, ok bool) {
	c = make(CString, len(s)+1)
	for i := 0; i < len(s); i++ {
		if s[i] == 0 {
			return nil, false
		}
		c[i] = s[i]
	}
	return c, true
}

// Pointer returns the address of the first byte.
func (c CString) Pointer() uintptr { return uintptr(unsafe.Pointer(&c[0])) }

// Read reads into b, which is not empty.
func Read(fd int, b []byte) (n int, e Errno) {
	return transfer(SysRead, fd, b)
}

// Write writes b, which is not empty.
func Write(fd int, b []byte) (n int, e Errno) {
	return transfer(SysWrite, fd, b)
}

func transfer(number uintptr, fd int, b []byte) (n int, e Errno) {
	for {
		r, e := Split(BlockingCall(number, uintptr(fd), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)), 0, 0))
		if e != Interrupted {
			return int(r), e
		}
	}
}

// Arguments returns the command line, Environment the variables as
// "name=value".
func Arguments() []string {
	list, _ := stringsAt(unsafe.Pointer(argumentVector()))
	return list
}

// Environment returns the environment as it was at the start.
func Environment() []string {
	_, after := stringsAt(unsafe.Pointer(argumentVector()))
	list, _ := stringsAt(after)
	return list
}

// stringsAt reads an array of C strings ended by a null pointer, and returns
// the address behind it.
func stringsAt(p unsafe.Pointer) (list []string, after unsafe.Pointer) {
	for {
		text := *(**byte)(p)
		p = unsafe.Add(p, 8)
		if text == nil {
			return list, p
		}
		n := 0
		for *(*byte)(unsafe.Add(unsafe.Pointer(text), n)) != 0 {
			n++
		}
		list = append(list, string(unsafe.Slice(text, n)))
	}
}

// DieByBrokenPipe ends the program as if SIGPIPE had its default effect.
func DieByBrokenPipe() {
	const (
		sigaction, kill = 13, 62
		brokenPipe      = 13
	)
	var byDefault [4]uintptr
	Call(sigaction, brokenPipe, uintptr(unsafe.Pointer(&byDefault)), 0, 8, 0)
	Call(kill, Call(SysGetpid, 0, 0, 0, 0, 0), brokenPipe, 0, 0, 0)
}
