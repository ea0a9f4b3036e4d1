// This file holds calls about processes, users, memory and the machine.

package syscall

import "unsafe"

// Getpid returns the process id.
func Getpid() (pid int) {
	return int(call(SYS_GETPID, 0, 0, 0, 0, 0))
}

// Getppid returns the parent's process id.
func Getppid() (ppid int) {
	return int(call(SYS_GETPPID, 0, 0, 0, 0, 0))
}

// Getpgrp returns the process group.
func Getpgrp() (pid int) {
	return int(call(SYS_GETPGRP, 0, 0, 0, 0, 0))
}

// Getuid returns the user id.
func Getuid() (uid int) {
	return int(call(SYS_GETUID, 0, 0, 0, 0, 0))
}

// Geteuid returns the effective user id.
func Geteuid() (euid int) {
	return int(call(SYS_GETEUID, 0, 0, 0, 0, 0))
}

// Getgid returns the group id.
func Getgid() (gid int) {
	return int(call(SYS_GETGID, 0, 0, 0, 0, 0))
}

// Getegid returns the effective group id.
func Getegid() (egid int) {
	return int(call(SYS_GETEGID, 0, 0, 0, 0, 0))
}

// Gettid returns the thread's id.
func Gettid() (tid int) {
	return int(call(SYS_GETTID, 0, 0, 0, 0, 0))
}

// Getpgid returns the process group of a process.
func Getpgid(pid int) (pgid int, err error) {
	return number(call(SYS_GETPGID, uintptr(pid), 0, 0, 0, 0))
}

// Getpriority returns 20 minus the nice value.
func Getpriority(which int, who int) (prio int, err error) {
	return number(call(SYS_GETPRIORITY, uintptr(which), uintptr(who), 0, 0, 0))
}

// Setsid starts a session.
func Setsid() (pid int, err error) {
	return number(call(SYS_SETSID, 0, 0, 0, 0, 0))
}

// Adjtimex tunes the clock.
func Adjtimex(buf *Timex) (state int, err error) {
	return number(call(SYS_ADJTIMEX, address(buf), 0, 0, 0, 0))
}

// Klogctl reads or controls the kernel's log.
func Klogctl(typ int, buf []byte) (n int, err error) {
	return number(on(SYS_SYSLOG, uintptr(typ), sliceAddress(buf), uintptr(len(buf))))
}

// Getrlimit returns a resource limit.
func Getrlimit(resource int, rlim *Rlimit) (err error) {
	return status(prlimitCall(0, resource, nil, rlim))
}

// Setrlimit sets a resource limit.
func Setrlimit(resource int, rlim *Rlimit) error {
	return status(prlimitCall(0, resource, rlim, nil))
}

// Getrusage returns what resources were used.
func Getrusage(who int, rusage *Rusage) (err error) {
	return status(call(SYS_GETRUSAGE, uintptr(who), address(rusage), 0, 0, 0))
}

// Gettimeofday returns the time.
func Gettimeofday(tv *Timeval) (err error) {
	return status(call(SYS_GETTIMEOFDAY, address(tv), 0, 0, 0, 0))
}

// Settimeofday sets the time.
func Settimeofday(tv *Timeval) (err error) {
	return status(call(SYS_SETTIMEOFDAY, address(tv), 0, 0, 0, 0))
}

// Kill sends a signal to a process.
func Kill(pid int, sig Signal) (err error) {
	return status(call(SYS_KILL, uintptr(pid), uintptr(sig), 0, 0, 0))
}

// Tgkill sends a signal to a thread.
func Tgkill(tgid int, tid int, sig Signal) (err error) {
	return status(call(SYS_TGKILL, uintptr(tgid), uintptr(tid), uintptr(sig), 0, 0))
}

// Ioperm gives access to ports.
func Ioperm(from int, num int, on int) (err error) {
	return status(call(SYS_IOPERM, uintptr(from), uintptr(num), uintptr(on), 0, 0))
}

// Iopl sets the privilege for ports.
func Iopl(level int) (err error) {
	return status(call(SYS_IOPL, uintptr(level), 0, 0, 0, 0))
}

// Setpgid sets the process group of a process.
func Setpgid(pid int, pgid int) (err error) {
	return status(call(SYS_SETPGID, uintptr(pid), uintptr(pgid), 0, 0, 0))
}

// Setpriority sets the nice value.
func Setpriority(which int, who int, prio int) (err error) {
	return status(call(SYS_SETPRIORITY, uintptr(which), uintptr(who), uintptr(prio), 0, 0))
}

// Nanosleep makes the thread wait.
func Nanosleep(time *Timespec, leftover *Timespec) (err error) {
	return status(on(SYS_NANOSLEEP, address(time), address(leftover), 0))
}

// Pause makes the thread wait for a signal.
func Pause() (err error) {
	return status(on(SYS_PAUSE, 0, 0, 0))
}

// Reboot restarts or stops the machine.
func Reboot(cmd int) (err error) {
	return status(on(SYS_REBOOT, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, uintptr(cmd)))
}

// Sethostname sets the machine's name.
func Sethostname(p []byte) (err error) {
	return status(call(SYS_SETHOSTNAME, sliceAddress(p), uintptr(len(p)), 0, 0, 0))
}

// Setdomainname sets the machine's domain.
func Setdomainname(p []byte) (err error) {
	return status(call(SYS_SETDOMAINNAME, sliceAddress(p), uintptr(len(p)), 0, 0, 0))
}

// Sysinfo describes the machine's load and memory.
func Sysinfo(info *Sysinfo_t) (err error) {
	return status(call(SYS_SYSINFO, address(info), 0, 0, 0, 0))
}

// Uname describes the machine and its kernel.
func Uname(buf *Utsname) (err error) {
	return status(call(SYS_UNAME, address(buf), 0, 0, 0, 0))
}

// Unshare separates the thread from what it shares.
func Unshare(flags int) (err error) {
	return status(on(SYS_UNSHARE, uintptr(flags), 0, 0))
}

// Madvise tells how memory will be used.
func Madvise(b []byte, advice int) (err error) {
	return status(on(SYS_MADVISE, sliceAddress(b), uintptr(len(b)), uintptr(advice)))
}

// Mprotect sets the access to memory.
func Mprotect(b []byte, prot int) (err error) {
	return status(on(SYS_MPROTECT, sliceAddress(b), uintptr(len(b)), uintptr(prot)))
}

// Mlock keeps memory from being swapped out.
func Mlock(b []byte) (err error) {
	return status(on(SYS_MLOCK, sliceAddress(b), uintptr(len(b)), 0))
}

// Munlock undoes Mlock.
func Munlock(b []byte) (err error) {
	return status(on(SYS_MUNLOCK, sliceAddress(b), uintptr(len(b)), 0))
}

// Mlockall keeps all memory from being swapped out.
func Mlockall(flags int) (err error) {
	return status(on(SYS_MLOCKALL, uintptr(flags), 0, 0))
}

// Munlockall undoes Mlockall.
func Munlockall() (err error) {
	return status(on(SYS_MUNLOCKALL, 0, 0, 0))
}

// Setuid sets the user id.
func Setuid(uid int) (err error) {
	return onAllThreads(SYS_SETUID, uintptr(uid), 0, 0)
}

// Setgid sets the group id.
func Setgid(gid int) (err error) {
	return onAllThreads(SYS_SETGID, uintptr(gid), 0, 0)
}

// Setreuid sets real and effective user id.
func Setreuid(ruid, euid int) (err error) {
	return onAllThreads(SYS_SETREUID, uintptr(ruid), uintptr(euid), 0)
}

// Setregid sets real and effective group id.
func Setregid(rgid, egid int) (err error) {
	return onAllThreads(SYS_SETREGID, uintptr(rgid), uintptr(egid), 0)
}

// Setresuid sets real, effective and saved user id.
func Setresuid(ruid, euid, suid int) (err error) {
	return onAllThreads(SYS_SETRESUID, uintptr(ruid), uintptr(euid), uintptr(suid))
}

// Setresgid sets real, effective and saved group id.
func Setresgid(rgid, egid, sgid int) (err error) {
	return onAllThreads(SYS_SETRESGID, uintptr(rgid), uintptr(egid), uintptr(sgid))
}

// Setfsuid sets the user id for files.
func Setfsuid(uid int) (err error) {
	return onAllThreads(SYS_SETFSUID, uintptr(uid), 0, 0)
}

// Setfsgid sets the group id for files.
func Setfsgid(gid int) (err error) {
	return onAllThreads(SYS_SETFSGID, uintptr(gid), 0, 0)
}

// Seteuid sets the effective user id.
func Seteuid(euid int) (err error) {
	return Setreuid(-1, euid)
}

// Setegid sets the effective group id.
func Setegid(egid int) (err error) {
	return Setregid(-1, egid)
}

// onAllThreads would make a call on every thread, as identity belongs to
// threads. Only what changes nothing is possible.
func onAllThreads(callNumber, a, b, c uintptr) error {
	_, _, e := AllThreadsSyscall(callNumber, a, b, c)
	return asError(e)
}

func prlimitCall(pid, resource int, set, get *Rlimit) uintptr {
	return call(SYS_PRLIMIT64, uintptr(pid), uintptr(resource), address(set), address(get), 0)
}

// prlimit is linked to by other packages.
func prlimit(pid int, resource int, newlimit *Rlimit, old *Rlimit) (err error) {
	return status(prlimitCall(pid, resource, newlimit, old))
}

// Getpagesize returns the size of the pages of memory.
func Getpagesize() int { return 4096 }

// Getgroups returns the groups the user belongs to.
func Getgroups() (gids []int, err error) {
	n, err := number(call(SYS_GETGROUPS, 0, 0, 0, 0, 0))
	if err != nil || n == 0 {
		return nil, err
	}
	ids := make([]uint32, n)
	n, err = number(call(SYS_GETGROUPS, uintptr(n), address(&ids[0]), 0, 0, 0))
	if err != nil {
		return nil, err
	}
	for _, id := range ids[:n] {
		gids = append(gids, int(id))
	}
	return gids, nil
}

// Setgroups sets the groups the user belongs to.
func Setgroups(gids []int) (err error) {
	ids := make([]uint32, len(gids)+1)
	for i, id := range gids {
		ids[i] = uint32(id)
	}
	return onAllThreads(SYS_SETGROUPS, uintptr(len(gids)), address(&ids[0]), 0)
}

// Sync writes all files to their devices.
func Sync() { on(SYS_SYNC, 0, 0, 0) }

// Umask sets which permissions new files do not get, and returns the old mask.
func Umask(mask int) (oldmask int) {
	return int(call(SYS_UMASK, uintptr(mask), 0, 0, 0, 0))
}

// Time returns the seconds since 1970, and stores them if t is not nil.
func Time(t *Time_t) (tt Time_t, err error) {
	var now Timeval
	if err := Gettimeofday(&now); err != nil {
		return 0, err
	}
	if t != nil {
		*t = Time_t(now.Sec)
	}
	return Time_t(now.Sec), nil
}

// Times returns the time the process used.
func Times(tms *Tms) (ticks uintptr, err error) {
	n, err := number(call(SYS_TIMES, address(tms), 0, 0, 0, 0))
	return uintptr(n), err
}

// Exit ends the program.
//
//go:linkname Exit runtime.exit
func Exit(code int)

// Mmap maps a file, or memory without one.
func Mmap(fd int, offset int64, length int, prot int, flags int) (data []byte, err error) {
	if length <= 0 {
		return nil, errInvalid
	}
	p, err := mmap(0, uintptr(length), prot, flags, fd, offset)
	if err != nil {
		return nil, err
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(p)), length), nil
}

// mmap and munmap are linked to by other packages.
func mmap(addr uintptr, length uintptr, prot int, flags int, fd int, offset int64) (uintptr, error) {
	arguments := [6]uintptr{addr, length, uintptr(prot), uintptr(flags), uintptr(fd), uintptr(offset)}
	r, e := split(blockingCall6(SYS_MMAP, &arguments))
	return r, asError(e)
}

func munmap(addr uintptr, length uintptr) error {
	return status(on(SYS_MUNMAP, addr, length, 0))
}

// Munmap undoes Mmap.
func Munmap(b []byte) (err error) {
	if len(b) == 0 || len(b) != cap(b) {
		return errInvalid
	}
	return munmap(sliceAddress(b), uintptr(len(b)))
}
