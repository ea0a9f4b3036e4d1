// This file holds what only files can do.

package poll

import "syscall"

// Seek sets the offset of the next read or write.
func (fd *FD) Seek(offset int64, whence int) (at int64, err error) {
	err = fd.with(func() (err error) {
		at, err = syscall.Seek(fd.Sysfd, offset, whence)
		return err
	})
	return at, err
}

// ReadDirent reads entries of a directory.
func (fd *FD) ReadDirent(buf []byte) (n int, err error) {
	err = fd.with(func() (err error) {
		n, err = syscall.ReadDirent(fd.Sysfd, buf)
		return err
	})
	return max(n, 0), err
}

// Fchmod sets the permissions.
func (fd *FD) Fchmod(mode uint32) error {
	return fd.with(func() error { return syscall.Fchmod(fd.Sysfd, mode) })
}

// Fchown sets owner and group.
func (fd *FD) Fchown(uid, gid int) error {
	return fd.with(func() error { return syscall.Fchown(fd.Sysfd, uid, gid) })
}

// Ftruncate changes the size.
func (fd *FD) Ftruncate(size int64) error {
	return fd.with(func() error { return syscall.Ftruncate(fd.Sysfd, size) })
}

// Fsync makes the system write the file to its device.
func (fd *FD) Fsync() error {
	return fd.with(func() error { return syscall.Fsync(fd.Sysfd) })
}

// Fchdir makes the file the working directory.
func (fd *FD) Fchdir() error {
	return fd.with(func() error { return syscall.Fchdir(fd.Sysfd) })
}

// Fstat describes the file.
func (fd *FD) Fstat(s *syscall.Stat_t) error {
	return fd.with(func() error { return syscall.Fstat(fd.Sysfd, s) })
}
