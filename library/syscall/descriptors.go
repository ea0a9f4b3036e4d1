// This file holds calls about open files.

package syscall

// The standard descriptors.
var (
	Stdin  = 0
	Stdout = 1
	Stderr = 2
)

// Read reads into p.
func Read(fd int, p []byte) (n int, err error) {
	return number(on(SYS_READ, uintptr(fd), sliceAddress(p), uintptr(len(p))))
}

// Write writes p.
func Write(fd int, p []byte) (n int, err error) {
	return number(on(SYS_WRITE, uintptr(fd), sliceAddress(p), uintptr(len(p))))
}

// Pread reads from an offset.
func Pread(fd int, p []byte, offset int64) (n int, err error) {
	return number(blockingCall(SYS_PREAD64, uintptr(fd), sliceAddress(p), uintptr(len(p)), uintptr(offset), 0))
}

// Pwrite writes at an offset.
func Pwrite(fd int, p []byte, offset int64) (n int, err error) {
	return number(blockingCall(SYS_PWRITE64, uintptr(fd), sliceAddress(p), uintptr(len(p)), uintptr(offset), 0))
}

// Close closes a descriptor.
func Close(fd int) (err error) {
	return status(on(SYS_CLOSE, uintptr(fd), 0, 0))
}

// Dup copies a descriptor.
func Dup(oldfd int) (fd int, err error) {
	return number(call(SYS_DUP, uintptr(oldfd), 0, 0, 0, 0))
}

// Dup2 copies a descriptor to a given number.
func Dup2(oldfd int, newfd int) (err error) {
	return status(call(SYS_DUP2, uintptr(oldfd), uintptr(newfd), 0, 0, 0))
}

// Dup3 is Dup2 with flags.
func Dup3(oldfd int, newfd int, flags int) (err error) {
	return status(call(SYS_DUP3, uintptr(oldfd), uintptr(newfd), uintptr(flags), 0, 0))
}

// Fchdir changes the working directory to an open one.
func Fchdir(fd int) (err error) {
	return status(on(SYS_FCHDIR, uintptr(fd), 0, 0))
}

// Fchmod sets a file's permissions.
func Fchmod(fd int, mode uint32) (err error) {
	return status(on(SYS_FCHMOD, uintptr(fd), uintptr(mode), 0))
}

// Fchown sets a file's owner and group.
func Fchown(fd int, uid int, gid int) (err error) {
	return status(on(SYS_FCHOWN, uintptr(fd), uintptr(uid), uintptr(gid)))
}

// Fdatasync writes a file's content to its device.
func Fdatasync(fd int) (err error) {
	return status(on(SYS_FDATASYNC, uintptr(fd), 0, 0))
}

// Fsync writes a file to its device.
func Fsync(fd int) (err error) {
	return status(on(SYS_FSYNC, uintptr(fd), 0, 0))
}

// Flock locks or unlocks a file.
func Flock(fd int, how int) (err error) {
	return status(on(SYS_FLOCK, uintptr(fd), uintptr(how), 0))
}

// Fstat describes an open file.
func Fstat(fd int, stat *Stat_t) (err error) {
	return status(on(SYS_FSTAT, uintptr(fd), address(stat), 0))
}

// Fstatfs describes the file system of an open file.
func Fstatfs(fd int, buf *Statfs_t) (err error) {
	return status(on(SYS_FSTATFS, uintptr(fd), address(buf), 0))
}

// Ftruncate changes a file's size.
func Ftruncate(fd int, length int64) (err error) {
	return status(on(SYS_FTRUNCATE, uintptr(fd), uintptr(length), 0))
}

// Fallocate reserves room in a file.
func Fallocate(fd int, mode uint32, off int64, len int64) (err error) {
	return status(blockingCall(SYS_FALLOCATE, uintptr(fd), uintptr(mode), uintptr(off), uintptr(len), 0))
}

// SyncFileRange writes a part of a file to its device.
func SyncFileRange(fd int, off int64, n int64, flags int) (err error) {
	return status(blockingCall(SYS_SYNC_FILE_RANGE, uintptr(fd), uintptr(off), uintptr(n), uintptr(flags), 0))
}

// FcntlFlock locks or unlocks a part of a file.
func FcntlFlock(fd uintptr, cmd int, lk *Flock_t) error {
	return status(on(SYS_FCNTL, fd, uintptr(cmd), address(lk)))
}

// Getdents reads entries of a directory.
func Getdents(fd int, buf []byte) (n int, err error) {
	return number(on(SYS_GETDENTS64, uintptr(fd), sliceAddress(buf), uintptr(len(buf))))
}

// ReadDirent is Getdents.
func ReadDirent(fd int, buf []byte) (n int, err error) {
	return number(on(SYS_GETDENTS64, uintptr(fd), sliceAddress(buf), uintptr(len(buf))))
}

// EpollCreate makes an epoll descriptor.
func EpollCreate(size int) (fd int, err error) {
	return number(call(SYS_EPOLL_CREATE, uintptr(size), 0, 0, 0, 0))
}

// EpollCreate1 makes an epoll descriptor.
func EpollCreate1(flag int) (fd int, err error) {
	return number(call(SYS_EPOLL_CREATE1, uintptr(flag), 0, 0, 0, 0))
}

// EpollCtl changes what an epoll descriptor watches.
func EpollCtl(epfd int, op int, fd int, event *EpollEvent) (err error) {
	return status(call(SYS_EPOLL_CTL, uintptr(epfd), uintptr(op), uintptr(fd), address(event), 0))
}

// InotifyInit makes a descriptor to watch files with.
func InotifyInit() (fd int, err error) {
	return number(call(SYS_INOTIFY_INIT1, 0, 0, 0, 0, 0))
}

// InotifyInit1 is InotifyInit with flags.
func InotifyInit1(flags int) (fd int, err error) {
	return number(call(SYS_INOTIFY_INIT1, uintptr(flags), 0, 0, 0, 0))
}

// InotifyRmWatch ends the watching of a file.
func InotifyRmWatch(fd int, watchdesc uint32) (success int, err error) {
	return number(call(SYS_INOTIFY_RM_WATCH, uintptr(fd), uintptr(watchdesc), 0, 0, 0))
}

// Seek sets the offset of the next Read or Write and returns it.
func Seek(fd int, offset int64, whence int) (off int64, err error) {
	n, err := number(call(SYS_LSEEK, uintptr(fd), uintptr(offset), uintptr(whence), 0, 0))
	return int64(n), err
}

// Pipe makes a pipe: p[0] reads what p[1] writes.
func Pipe(p []int) error { return Pipe2(p, 0) }

// Pipe2 is Pipe with flags.
func Pipe2(p []int, flags int) error {
	if len(p) != 2 {
		return errInvalid
	}
	var fds [2]int32
	err := status(call(SYS_PIPE2, address(&fds), uintptr(flags), 0, 0, 0))
	if err == nil {
		p[0], p[1] = int(fds[0]), int(fds[1])
	}
	return err
}

// CloseOnExec makes a descriptor close when another program is executed.
func CloseOnExec(fd int) { fcntl(int32(fd), F_SETFD, FD_CLOEXEC) }

// SetNonblock sets whether operations fail with EAGAIN rather than wait.
func SetNonblock(fd int, nonblocking bool) (err error) {
	flags, e := fcntl(int32(fd), F_GETFL, 0)
	if flags < 0 {
		return asError(Errno(e))
	}
	changed := flags &^ O_NONBLOCK
	if nonblocking {
		changed |= O_NONBLOCK
	}
	if changed == flags {
		return nil
	}
	if r, e := fcntl(int32(fd), F_SETFL, changed); r < 0 {
		return asError(Errno(e))
	}
	return nil
}

// EpollWait waits for what an epoll descriptor watches.
func EpollWait(epfd int, events []EpollEvent, msec int) (n int, err error) {
	if len(events) == 0 {
		return -1, errInvalid
	}
	return number(blockingCall(SYS_EPOLL_WAIT, uintptr(epfd), address(&events[0]), uintptr(len(events)), uintptr(msec), 0))
}

// Select waits for descriptors.
func Select(nfd int, r *FdSet, w *FdSet, e *FdSet, timeout *Timeval) (n int, err error) {
	return number(blockingCall(SYS_SELECT, uintptr(nfd), address(r), address(w), address(e), address(timeout)))
}

// Sendfile copies from one descriptor to another.
func Sendfile(outfd int, infd int, offset *int64, count int) (written int, err error) {
	return number(blockingCall(SYS_SENDFILE, uintptr(outfd), uintptr(infd), address(offset), uintptr(count), 0))
}

// Splice moves data between a pipe and another descriptor.
func Splice(rfd int, roff *int64, wfd int, woff *int64, len int, flags int) (n int64, err error) {
	arguments := [6]uintptr{uintptr(rfd), address(roff), uintptr(wfd), address(woff), uintptr(len), uintptr(flags)}
	count, err := number(blockingCall6(SYS_SPLICE, &arguments))
	return int64(count), err
}

// Tee copies from one pipe to another.
func Tee(rfd int, wfd int, len int, flags int) (n int64, err error) {
	count, err := number(blockingCall(SYS_TEE, uintptr(rfd), uintptr(wfd), uintptr(len), uintptr(flags), 0))
	return int64(count), err
}

// Futimes sets a file's times.
func Futimes(fd int, tv []Timeval) (err error) {
	return Utimes("/proc/self/fd/"+decimal(uintptr(fd)), tv)
}

// ParseDirent finds up to max names in entries that ReadDirent read (all if
// max is negative), and appends them to names.
func ParseDirent(buf []byte, max int, names []string) (consumed int, count int, newnames []string) {
	// inode, offset (8 bytes each), length (2), kind (1), name, zero byte
	const nameOffset = 19
	for max != 0 && len(buf)-consumed >= nameOffset {
		record := buf[consumed:]
		length := int(record[16]) | int(record[17])<<8
		if length < nameOffset || length > len(record) {
			return len(buf), count, names
		}
		consumed += length
		name := record[nameOffset:length]
		for i, c := range name {
			if c == 0 {
				name = name[:i]
				break
			}
		}
		isRemoved := true
		for _, c := range record[:8] {
			isRemoved = isRemoved && c == 0
		}
		if isRemoved || string(name) == "." || string(name) == ".." {
			continue
		}
		max--
		count++
		names = append(names, string(name))
	}
	return consumed, count, names
}
