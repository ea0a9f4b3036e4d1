// This file holds operations on files by name.

package os

import (
	"syscall"
	"time"
)

// PathSeparator separates the elements of a path, PathListSeparator the paths
// of a list.
const (
	PathSeparator     = '/'
	PathListSeparator = ':'
)

// IsPathSeparator reports whether c separates the elements of a path.
func IsPathSeparator(c uint8) bool { return c == PathSeparator }

// pathError returns the error of an operation on a path, nil for none.
func pathError(op, path string, err error) error {
	if err == nil {
		return nil
	}
	return &PathError{Op: op, Path: path, Err: err}
}

// linkError returns the error of an operation on two paths, nil for none.
func linkError(op, old, new string, err error) error {
	if err == nil {
		return nil
	}
	return &LinkError{op, old, new, err}
}

// Mkdir creates a directory.
func Mkdir(name string, perm FileMode) error {
	return pathError("mkdir", name, retry(func() error { return syscall.Mkdir(name, modeBits(perm)) }))
}

// MkdirAll creates a directory and the ones above it that are missing.
func MkdirAll(path string, perm FileMode) error {
	// What exists already is looked at first: it may be a symbolic link, or
	// below a directory that nothing can be created in.
	if info, err := Stat(path); err == nil {
		if info.IsDir() {
			return nil
		}
		return pathError("mkdir", path, syscall.ENOTDIR)
	}
	end := len(path)
	for end > 0 && path[end-1] == '/' {
		end--
	}
	for end > 0 && path[end-1] != '/' {
		end--
	}
	if end > 1 {
		if err := MkdirAll(path[:end-1], perm); err != nil {
			return err
		}
	}
	err := Mkdir(path, perm)
	if err != nil {
		// Somebody else may have been faster, and foo/. exists now.
		if info, e := Lstat(path); e == nil && info.IsDir() {
			return nil
		}
	}
	return err
}

// Remove removes a file or an empty directory.
func Remove(name string) error {
	err := retry(func() error { return syscall.Unlink(name) })
	if err == nil {
		return nil
	}
	second := retry(func() error { return syscall.Rmdir(name) })
	if second == nil {
		return nil
	}
	// Both say why; that it is no directory is not the reason.
	if second != syscall.ENOTDIR {
		err = second
	}
	return pathError("remove", name, err)
}

// Rename moves a file.
func Rename(oldpath, newpath string) error {
	if info, err := Lstat(newpath); err == nil && info.IsDir() {
		// Unlike the kernel's, this rename never replaces a directory. A problem
		// of the old path takes precedence.
		if from, err := Lstat(oldpath); err != nil {
			return &LinkError{"rename", oldpath, newpath, inner(err)}
		} else if oldpath == newpath || !SameFile(from, info) {
			return &LinkError{"rename", oldpath, newpath, syscall.EEXIST}
		}
	}
	return linkError("rename", oldpath, newpath, retry(func() error { return syscall.Rename(oldpath, newpath) }))
}

// Link makes newname another name of a file.
func Link(oldname, newname string) error {
	return linkError("link", oldname, newname, retry(func() error { return syscall.Link(oldname, newname) }))
}

// Symlink makes newname a symbolic link to oldname.
func Symlink(oldname, newname string) error {
	return linkError("symlink", oldname, newname, retry(func() error { return syscall.Symlink(oldname, newname) }))
}

// Chmod changes a file's permissions.
func Chmod(name string, mode FileMode) error {
	return pathError("chmod", name, retry(func() error { return syscall.Chmod(name, modeBits(mode)) }))
}

// Chown changes a file's owner and group; -1 leaves one as it is.
func Chown(name string, uid, gid int) error {
	return pathError("chown", name, retry(func() error { return syscall.Chown(name, uid, gid) }))
}

// Lchown is Chown for a symbolic link itself.
func Lchown(name string, uid, gid int) error {
	return pathError("lchown", name, retry(func() error { return syscall.Lchown(name, uid, gid) }))
}

// timesOf returns the kernel's form of times; a zero time stands for no
// change.
func timesOf(atime, mtime time.Time) (times [2]syscall.Timespec) {
	const omit = 1<<30 - 2
	for i, t := range [2]time.Time{atime, mtime} {
		times[i] = syscall.Timespec{Sec: t.Unix(), Nsec: int64(t.Nanosecond())}
		if t.IsZero() {
			times[i] = syscall.Timespec{Nsec: omit}
		}
	}
	return times
}

// Chtimes changes the times of a file's last access and modification. A zero
// time leaves one as it is.
func Chtimes(name string, atime time.Time, mtime time.Time) error {
	times := timesOf(atime, mtime)
	return pathError("chtimes", name, syscall.UtimesNano(name, times[:]))
}

// Truncate changes a file's size.
func Truncate(name string, size int64) error {
	return pathError("truncate", name, retry(func() error { return syscall.Truncate(name, size) }))
}

// Chdir changes the working directory.
func Chdir(dir string) error {
	if err := syscall.Chdir(dir); err != nil {
		return pathError("chdir", dir, err)
	}
	return nil
}

// Getwd returns the working directory, the way $PWD says if that is right.
func Getwd() (dir string, err error) {
	dir = Getenv("PWD")
	if len(dir) > 0 && dir[0] == '/' {
		if named, err := Stat(dir); err == nil {
			if here, err := Stat("."); err == nil && SameFile(named, here) {
				return dir, nil
			}
		}
	}
	err = retry(func() (err error) {
		dir, err = syscall.Getwd()
		return err
	})
	if err == syscall.ENAMETOOLONG {
		return climb()
	}
	return dir, NewSyscallError("getwd", err)
}

// climb finds the name of the working directory, which is too long for the
// kernel, by looking for each directory in the one above.
func climb() (dir string, err error) {
	var root syscall.Stat_t
	if err := syscall.Stat("/", &root); err != nil {
		return "", pathError("stat", "/", err)
	}
	here, err := Open(".")
	if err != nil {
		return "", err
	}
	defer func() { here.Close() }()
	for {
		var status syscall.Stat_t
		if err := here.pfd.Fstat(&status); err != nil {
			return "", here.wrap("stat", err)
		}
		if status.Dev == root.Dev && status.Ino == root.Ino {
			return dir, nil
		}
		fd, err := syscall.Openat(here.pfd.Sysfd, "..", syscall.O_DIRECTORY|syscall.O_CLOEXEC, 0)
		if err != nil {
			return "", pathError("openat", "..", err)
		}
		here.Close()
		here = newFile(fd, "..", true)
		names, err := here.Readdirnames(-1)
		if err != nil {
			return "", err
		}
		found := false
		for _, name := range names {
			var entry syscall.Stat_t
			if fstatat(fd, name, &entry, noFollow) == nil && entry.Dev == status.Dev && entry.Ino == status.Ino {
				dir, found = "/"+name+dir, true
				break
			}
		}
		if !found {
			return "", NewSyscallError("getwd", syscall.ENOENT)
		}
	}
}

// Readlink returns what a symbolic link points to.
func Readlink(name string) (string, error) {
	return readlink(name, func(b []byte) (int, error) { return syscall.Readlink(name, b) })
}

// readlink calls read with more and more room.
func readlink(name string, read func(b []byte) (int, error)) (string, error) {
	for room := 128; ; room *= 2 {
		b := make([]byte, room)
		n, err := retryNumber(func() (int, error) { return read(b) })
		if err != nil {
			return "", pathError("readlink", name, err)
		}
		if n < room {
			return string(b[:n]), nil
		}
	}
}
