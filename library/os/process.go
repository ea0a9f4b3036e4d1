// This file holds what the program can ask about itself.

package os

import (
	"internal/exithook"
	"syscall"
	_ "unsafe" // for go:linkname
)

// Args holds the command line, the program's name first.
var Args = arguments()

func arguments() []string

// Exit ends the program at once with a status; deferred functions do not run.
//
//go:noinline
func Exit(code int) {
	if code == 0 && exithook.PanicOnExit0.Load() {
		panic("unexpected call to os.Exit(0) during test")
	}
	exit(code)
}

//go:linkname exit runtime.exit
func exit(code int)

// Getpid returns the process id.
func Getpid() int { return syscall.Getpid() }

// Getppid returns the parent's process id.
func Getppid() int { return syscall.Getppid() }

// Getuid returns the user id.
func Getuid() int { return syscall.Getuid() }

// Geteuid returns the effective user id.
func Geteuid() int { return syscall.Geteuid() }

// Getgid returns the group id.
func Getgid() int { return syscall.Getgid() }

// Getegid returns the effective group id.
func Getegid() int { return syscall.Getegid() }

// Getgroups returns the ids of the groups the user belongs to.
func Getgroups() ([]int, error) {
	gids, err := syscall.Getgroups()
	return gids, NewSyscallError("getgroups", err)
}

// Getpagesize returns the size of the pages of memory.
func Getpagesize() int { return syscall.Getpagesize() }

// Hostname returns the machine's name.
func Hostname() (name string, err error) {
	var machine syscall.Utsname
	if err := syscall.Uname(&machine); err != nil {
		return "", NewSyscallError("uname", err)
	}
	var b []byte
	for _, c := range machine.Nodename {
		if c == 0 {
			break
		}
		b = append(b, byte(c))
	}
	return string(b), nil
}

// Executable returns the path of the running program.
func Executable() (string, error) {
	path, err := Readlink("/proc/self/exe")
	// That the file was removed is said in the link.
	const removed = " (deleted)"
	if n := len(path) - len(removed); n > 0 && path[n:] == removed {
		path = path[:n]
	}
	return path, err
}
