// This file holds calls about files by name.

package syscall

import "unsafe"

const (
	currentDirectory = -100
	removeDirectory  = 0x200
	noFollow         = 0x100
)

// Access checks permissions with the real user and group.
func Access(path string, mode uint32) (err error) {
	return status(at(SYS_FACCESSAT, currentDirectory, path, uintptr(mode), 0, 0))
}

// Chmod sets a file's permissions.
func Chmod(path string, mode uint32) (err error) {
	return status(at(SYS_FCHMODAT, currentDirectory, path, uintptr(mode), 0, 0))
}

// Chown sets a file's owner and group.
func Chown(path string, uid int, gid int) (err error) {
	return status(at(SYS_FCHOWNAT, currentDirectory, path, uintptr(uid), uintptr(gid), 0))
}

// Lchown is Chown for a symbolic link itself.
func Lchown(path string, uid int, gid int) (err error) {
	return status(at(SYS_FCHOWNAT, currentDirectory, path, uintptr(uid), uintptr(gid), noFollow))
}

// Fchownat is Chown from a directory on.
func Fchownat(dirfd int, path string, uid int, gid int, flags int) (err error) {
	return status(at(SYS_FCHOWNAT, dirfd, path, uintptr(uid), uintptr(gid), uintptr(flags)))
}

// Mkdir makes a directory.
func Mkdir(path string, mode uint32) (err error) {
	return status(at(SYS_MKDIRAT, currentDirectory, path, uintptr(mode), 0, 0))
}

// Mkdirat makes a directory in another one.
func Mkdirat(dirfd int, path string, mode uint32) (err error) {
	return status(at(SYS_MKDIRAT, dirfd, path, uintptr(mode), 0, 0))
}

// Mknod makes a file of any kind.
func Mknod(path string, mode uint32, dev int) (err error) {
	return status(at(SYS_MKNODAT, currentDirectory, path, uintptr(mode), uintptr(dev), 0))
}

// Mknodat is Mknod from a directory on.
func Mknodat(dirfd int, path string, mode uint32, dev int) (err error) {
	return status(at(SYS_MKNODAT, dirfd, path, uintptr(mode), uintptr(dev), 0))
}

// Mkfifo makes a named pipe.
func Mkfifo(path string, mode uint32) (err error) {
	return status(at(SYS_MKNODAT, currentDirectory, path, uintptr(mode|S_IFIFO), 0, 0))
}

// Unlink removes a file.
func Unlink(path string) error {
	return status(at(SYS_UNLINKAT, currentDirectory, path, 0, 0, 0))
}

// Unlinkat removes a file in a directory.
func Unlinkat(dirfd int, path string) error {
	return status(at(SYS_UNLINKAT, dirfd, path, 0, 0, 0))
}

// Rmdir removes an empty directory.
func Rmdir(path string) error {
	return status(at(SYS_UNLINKAT, currentDirectory, path, removeDirectory, 0, 0))
}

// Stat describes a file.
func Stat(path string, stat *Stat_t) (err error) {
	return status(at(SYS_NEWFSTATAT, currentDirectory, path, address(stat), 0, 0))
}

// Lstat describes a file, or a symbolic link itself.
func Lstat(path string, stat *Stat_t) (err error) {
	return status(at(SYS_NEWFSTATAT, currentDirectory, path, address(stat), noFollow, 0))
}

// Acct turns process accounting on.
func Acct(path string) (err error) {
	return status(onPath(SYS_ACCT, path, 0, 0))
}

// Chdir changes the working directory.
func Chdir(path string) (err error) {
	return status(onPath(SYS_CHDIR, path, 0, 0))
}

// Chroot changes the root directory.
func Chroot(path string) (err error) {
	return status(onPath(SYS_CHROOT, path, 0, 0))
}

// Statfs describes the file system of a file.
func Statfs(path string, buf *Statfs_t) (err error) {
	return status(onPath(SYS_STATFS, path, address(buf), 0))
}

// Truncate changes a file's size.
func Truncate(path string, length int64) (err error) {
	return status(onPath(SYS_TRUNCATE, path, uintptr(length), 0))
}

// Utime sets a file's times.
func Utime(path string, buf *Utimbuf) (err error) {
	return status(onPath(SYS_UTIME, path, address(buf), 0))
}

// Unmount detaches a file system.
func Unmount(target string, flags int) (err error) {
	return status(onPath(SYS_UMOUNT2, target, uintptr(flags), 0))
}

// Rename gives a file another name.
func Rename(oldpath string, newpath string) (err error) {
	return twoPaths(SYS_RENAMEAT, currentDirectory, oldpath, currentDirectory, newpath, 0)
}

// Renameat is Rename from directories on.
func Renameat(olddirfd int, oldpath string, newdirfd int, newpath string) (err error) {
	return twoPaths(SYS_RENAMEAT, olddirfd, oldpath, newdirfd, newpath, 0)
}

// Link gives a file a second name.
func Link(oldpath string, newpath string) (err error) {
	return twoPaths(SYS_LINKAT, currentDirectory, oldpath, currentDirectory, newpath, 0)
}

// twoPaths makes a call with two directories, two paths and flags.
func twoPaths(callNumber uintptr, oldDirectory int, oldPath string, newDirectory int, newPath string, flags uintptr) error {
	from, err := BytePtrFromString(oldPath)
	if err != nil {
		return err
	}
	to, err := BytePtrFromString(newPath)
	if err != nil {
		return err
	}
	return status(blockingCall(callNumber, uintptr(oldDirectory), address(from), uintptr(newDirectory), address(to), flags))
}

// Symlink makes a symbolic link.
func Symlink(oldpath string, newpath string) (err error) {
	target, err := BytePtrFromString(oldpath)
	if err != nil {
		return err
	}
	cd := currentDirectory
	return status(onPathLast(SYS_SYMLINKAT, address(target), uintptr(cd), newpath))
}

// onPathLast makes a call whose third argument is a path.
func onPathLast(callNumber, a, b uintptr, path string) uintptr {
	p, err := BytePtrFromString(path)
	if err != nil {
		return invalidResult
	}
	return on(callNumber, a, b, address(p))
}

// Open opens a file.
func Open(path string, mode int, perm uint32) (fd int, err error) {
	return number(at(SYS_OPENAT, currentDirectory, path, uintptr(mode), uintptr(perm), 0))
}

// Openat is Open from a directory on.
func Openat(dirfd int, path string, flags int, mode uint32) (fd int, err error) {
	return number(at(SYS_OPENAT, dirfd, path, uintptr(flags), uintptr(mode), 0))
}

// Creat creates or empties a file and opens it for writing.
func Creat(path string, mode uint32) (fd int, err error) {
	return Open(path, O_CREAT|O_WRONLY|O_TRUNC, mode)
}

// Readlink stores the target of a symbolic link and returns its length.
func Readlink(path string, buf []byte) (n int, err error) {
	return number(at(SYS_READLINKAT, currentDirectory, path, sliceAddress(buf), uintptr(len(buf)), 0))
}

// Faccessat checks permissions from a directory on.
func Faccessat(dirfd int, path string, mode uint32, flags int) (err error) {
	const faccessat2 = 439
	if flags == 0 {
		return status(at(SYS_FACCESSAT, dirfd, path, uintptr(mode), 0, 0))
	}
	err = status(at(faccessat2, dirfd, path, uintptr(mode), uintptr(flags), 0))
	if err == ENOSYS {
		return errInvalid
	}
	return err
}

// Fchmodat is Chmod from a directory on.
func Fchmodat(dirfd int, path string, mode uint32, flags int) error {
	const fchmodat2 = 452
	if flags == 0 {
		return status(at(SYS_FCHMODAT, dirfd, path, uintptr(mode), 0, 0))
	}
	err := status(at(fchmodat2, dirfd, path, uintptr(mode), uintptr(flags), 0))
	switch {
	case err != ENOSYS:
		return err
	case flags&^noFollow != 0:
		return errInvalid
	}
	return EOPNOTSUPP
}

// Futimesat sets the times of a file from a directory on.
func Futimesat(dirfd int, path string, tv []Timeval) (err error) {
	if len(tv) != 2 {
		return errInvalid
	}
	return status(at(SYS_FUTIMESAT, dirfd, path, address(&tv[0]), 0, 0))
}

// Utimes sets a file's times of access and modification, in microseconds.
func Utimes(path string, tv []Timeval) (err error) {
	if len(tv) != 2 {
		return errInvalid
	}
	return status(onPath(SYS_UTIMES, path, address(&tv[0]), 0))
}

// UtimesNano is Utimes in nanoseconds.
func UtimesNano(path string, ts []Timespec) (err error) {
	if len(ts) != 2 {
		return errInvalid
	}
	return utimensat(currentDirectory, path, (*[2]Timespec)(ts), 0)
}

// utimensat is linked to by other packages.
func utimensat(dirfd int, path string, times *[2]Timespec, flag int) error {
	return status(at(SYS_UTIMENSAT, dirfd, path, address(times), uintptr(flag), 0))
}

// Getcwd stores the working directory, with a zero byte, and returns the
// length.
func Getcwd(buf []byte) (n int, err error) {
	return number(call(SYS_GETCWD, sliceAddress(buf), uintptr(len(buf)), 0, 0, 0))
}

// Getwd returns the working directory.
func Getwd() (wd string, err error) {
	var buffer [4096]byte
	n, err := Getcwd(buffer[:])
	if err != nil {
		return "", err
	}
	// An unreachable directory is not reported as an absolute path.
	if n < 1 || buffer[0] != '/' || buffer[n-1] != 0 {
		return "", errNoEntry
	}
	return string(buffer[:n-1]), nil
}

// Mount attaches a file system.
func Mount(source string, target string, fstype string, flags uintptr, data string) (err error) {
	var pointers [4]uintptr
	for i, s := range [...]string{source, target, fstype, data} {
		// The kernel takes no data as a null pointer.
		if i == 3 && s == "" {
			continue
		}
		p, err := BytePtrFromString(s)
		if err != nil {
			return err
		}
		pointers[i] = address(p)
	}
	return status(blockingCall(SYS_MOUNT, pointers[0], pointers[1], pointers[2], flags, pointers[3]))
}

// PivotRoot exchanges the root file system.
func PivotRoot(newroot string, putold string) (err error) {
	old, err := BytePtrFromString(putold)
	if err != nil {
		return err
	}
	return status(onPath(SYS_PIVOT_ROOT, newroot, address(old), 0))
}

// attribute makes a call about an extended attribute.
func attribute(callNumber uintptr, path, name string, data []byte, flags int) uintptr {
	p, err := BytePtrFromString(path)
	if err != nil {
		return invalidResult
	}
	n, err := BytePtrFromString(name)
	if err != nil {
		return invalidResult
	}
	return blockingCall(callNumber, address(p), address(n), sliceAddress(data), uintptr(len(data)), uintptr(flags))
}

// Getxattr stores an extended attribute and returns its size.
func Getxattr(path string, attr string, dest []byte) (sz int, err error) {
	return number(attribute(SYS_GETXATTR, path, attr, dest, 0))
}

// Setxattr sets an extended attribute.
func Setxattr(path string, attr string, data []byte, flags int) (err error) {
	return status(attribute(SYS_SETXATTR, path, attr, data, flags))
}

// Removexattr removes an extended attribute.
func Removexattr(path string, attr string) (err error) {
	return status(attribute(SYS_REMOVEXATTR, path, attr, nil, 0))
}

// Listxattr stores the names of the extended attributes.
func Listxattr(path string, dest []byte) (sz int, err error) {
	return number(onPath(SYS_LISTXATTR, path, sliceAddress(dest), uintptr(len(dest))))
}

// InotifyAddWatch watches a file.
func InotifyAddWatch(fd int, pathname string, mask uint32) (watchdesc int, err error) {
	p, err := BytePtrFromString(pathname)
	if err != nil {
		return -1, err
	}
	return number(call(SYS_INOTIFY_ADD_WATCH, uintptr(fd), uintptr(unsafe.Pointer(p)), uintptr(mask), 0, 0))
}

// Ustat describes a device's file system.
func Ustat(dev int, ubuf *Ustat_t) (err error) {
	return status(on(SYS_USTAT, uintptr(dev), address(ubuf), 0))
}
