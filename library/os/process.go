package os

import (
	"internal/system"
	"unsafe"
)

// Args holds the command line, the program's name first.
var Args = system.Arguments()

// Exit ends the program at once with a status; deferred functions do not run.
//
//go:noinline
func Exit(code int) { exit(code) }

//go:linkname exit runtime.exit
func exit(code int)

// Getpid returns the process id.
func Getpid() int { return number(system.SysGetpid) }

// Getppid returns the parent's process id.
func Getppid() int { return number(system.SysGetppid) }

// Getuid returns the user id.
func Getuid() int { return number(system.SysGetuid) }

// Geteuid returns the effective user id.
func Geteuid() int { return number(system.SysGeteuid) }

// Getgid returns the group id.
func Getgid() int { return number(system.SysGetgid) }

// Getegid returns the effective group id.
func Getegid() int { return number(system.SysGetegid) }

// Getgroups returns the ids of the groups the user belongs to.
func Getgroups() ([]int, error) {
	n, e := system.Split(system.Call(system.SysGetgroups, 0, 0, 0, 0, 0))
	if e != 0 || n == 0 {
		return nil, groupsError(e)
	}
	ids := make([]uint32, n)
	n, e = system.Split(system.Call(system.SysGetgroups, n, uintptr(unsafe.Pointer(&ids[0])), 0, 0, 0))
	list := make([]int, n)
	for i := range list {
		list[i] = int(ids[i])
	}
	return list, groupsError(e)
}

func groupsError(e system.Errno) error {
	if e == 0 {
		return nil
	}
	return &SyscallError{"getgroups", e}
}

// Getpagesize returns the size of the pages of memory.
func Getpagesize() int { return 4096 }

func number(call uintptr) int { return int(system.Call(call, 0, 0, 0, 0, 0)) }

// Hostname returns the machine's name.
func Hostname() (name string, err error) {
	b, err := ReadFile("/proc/sys/kernel/hostname")
	for len(b) > 0 && b[len(b)-1] == '\n' {
		b = b[:len(b)-1]
	}
	return string(b), err
}

// Executable returns the path of the running program.
func Executable() (string, error) { return Readlink("/proc/self/exe") }
