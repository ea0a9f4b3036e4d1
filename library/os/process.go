package os

import "internal/system"

// Args holds the command line, the program's name first.
var Args = system.Arguments()

// Exit ends the program at once with a status; deferred functions do not run.
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
