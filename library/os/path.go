package os

import (
	"internal/system"
	"time"
	"unsafe"
)

// PathSeparator separates the elements of a path, PathListSeparator the paths
// of a list.
const (
	PathSeparator     = '/'
	PathListSeparator = ':'
)

// IsPathSeparator reports whether c separates the elements of a path.
func IsPathSeparator(c uint8) bool { return c == PathSeparator }

const removeDirectory = 0x200

// onPath makes a system call on a path.
func onPath(op, name string, number uintptr, argument uintptr) error {
	path, ok := system.NewCString(name)
	if !ok {
		return pathError(op, name, system.Invalid)
	}
	_, e := system.Split(system.BlockingCall(number, system.AtCurrentDirectory, path.Pointer(), argument, 0, 0))
	if e != 0 {
		return pathError(op, name, e)
	}
	return nil
}

// Mkdir creates a directory.
func Mkdir(name string, perm FileMode) error {
	return onPath("mkdir", name, system.SysMkdirat, uintptr(modeBits(perm)))
}

// MkdirAll creates a directory and the ones above it that are missing.
func MkdirAll(path string, perm FileMode) error {
	err := Mkdir(path, perm)
	if err == nil {
		return nil
	}
	if IsNotExist(err) || inner(err) == system.NotDirectory {
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
			err = Mkdir(path, perm)
		}
	}
	if IsExist(err) {
		if f, e := OpenFile(path, openDirectory, 0); e == nil {
			f.Close()
			return nil
		}
		return pathError("mkdir", path, system.NotDirectory)
	}
	return err
}

// Remove removes a file or an empty directory.
func Remove(name string) error {
	err := onPath("remove", name, system.SysUnlinkat, 0)
	if err == nil {
		return nil
	}
	second := onPath("remove", name, system.SysUnlinkat, removeDirectory)
	if second == nil {
		return nil
	}
	if e, ok := second.(*PathError); ok && e.Err != system.NotDirectory {
		return second
	}
	return err
}

// Rename moves a file.
func Rename(oldpath, newpath string) error {
	if info, err := Lstat(newpath); err == nil && info.IsDir() {
		// Unlike the kernel's, this rename never replaces a directory. A problem
		// of the old path takes precedence.
		if from, err := Lstat(oldpath); err != nil {
			return &LinkError{"rename", oldpath, newpath, inner(err)}
		} else if oldpath == newpath || !SameFile(from, info) {
			return &LinkError{"rename", oldpath, newpath, system.Exists}
		}
	}
	return onTwoPaths("rename", oldpath, newpath, func(from, to uintptr) uintptr {
		return system.BlockingCall(system.SysRenameat, system.AtCurrentDirectory, from, system.AtCurrentDirectory, to, 0)
	})
}

// Link makes newname another name of a file.
func Link(oldname, newname string) error {
	return onTwoPaths("link", oldname, newname, func(from, to uintptr) uintptr {
		return system.BlockingCall(system.SysLinkat, system.AtCurrentDirectory, from, system.AtCurrentDirectory, to, 0)
	})
}

// Symlink makes newname a symbolic link to oldname.
func Symlink(oldname, newname string) error {
	return onTwoPaths("symlink", oldname, newname, func(from, to uintptr) uintptr {
		return system.BlockingCall(system.SysSymlinkat, from, system.AtCurrentDirectory, to, 0, 0)
	})
}

// onTwoPaths makes a system call on two paths.
func onTwoPaths(op, from, to string, call func(from, to uintptr) uintptr) error {
	first, ok1 := system.NewCString(from)
	second, ok2 := system.NewCString(to)
	e := system.Invalid
	if ok1 && ok2 {
		_, e = system.Split(call(first.Pointer(), second.Pointer()))
	}
	if e != 0 {
		return &LinkError{op, from, to, e}
	}
	return nil
}

// Chmod changes a file's permissions.
func Chmod(name string, mode FileMode) error {
	return onPath("chmod", name, system.SysFchmodat, uintptr(modeBits(mode)))
}

// Chown changes a file's owner and group; -1 leaves one as it is.
func Chown(name string, uid, gid int) error { return chown("chown", name, uid, gid, 0) }

// Lchown is Chown for a symbolic link itself.
func Lchown(name string, uid, gid int) error {
	return chown("lchown", name, uid, gid, system.NoFollow)
}

func chown(op, name string, uid, gid int, flags uintptr) error {
	path, ok := system.NewCString(name)
	if !ok {
		return pathError(op, name, system.Invalid)
	}
	_, e := system.Split(system.BlockingCall(system.SysFchownat, system.AtCurrentDirectory, path.Pointer(), uintptr(uid), uintptr(gid), flags))
	if e != 0 {
		return pathError(op, name, e)
	}
	return nil
}

// Chtimes changes the times of a file's last access and modification. A zero
// time leaves one as it is.
func Chtimes(name string, atime time.Time, mtime time.Time) error {
	path, ok := system.NewCString(name)
	if !ok {
		return pathError("chtimes", name, system.Invalid)
	}
	const omit = 1<<30 - 2
	var times [2][2]int64
	for i, t := range [2]time.Time{atime, mtime} {
		times[i] = [2]int64{t.Unix(), int64(t.Nanosecond())}
		if t.IsZero() {
			times[i] = [2]int64{0, omit}
		}
	}
	_, e := system.Split(system.BlockingCall(system.SysUtimensat, system.AtCurrentDirectory, path.Pointer(), uintptr(unsafe.Pointer(&times)), 0, 0))
	if e != 0 {
		return pathError("chtimes", name, e)
	}
	return nil
}

// Truncate changes a file's size.
func Truncate(name string, size int64) error {
	path, ok := system.NewCString(name)
	if !ok {
		return pathError("truncate", name, system.Invalid)
	}
	_, e := system.Split(system.BlockingCall(system.SysTruncate, path.Pointer(), uintptr(size), 0, 0, 0))
	if e != 0 {
		return pathError("truncate", name, e)
	}
	return nil
}

// Chdir changes the working directory.
func Chdir(dir string) error {
	path, ok := system.NewCString(dir)
	if !ok {
		return pathError("chdir", dir, system.Invalid)
	}
	if _, e := system.Split(system.Call(system.SysChdir, path.Pointer(), 0, 0, 0, 0)); e != 0 {
		return pathError("chdir", dir, e)
	}
	return nil
}

// Getwd returns the working directory.
func Getwd() (dir string, err error) {
	b := make([]byte, 4096)
	r, e := system.Split(system.Call(system.SysGetcwd, uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)), 0, 0, 0))
	if e != 0 {
		return "", &SyscallError{"getwd", e}
	}
	return string(b[:r-1]), nil
}

// Readlink returns what a symbolic link points to.
func Readlink(name string) (string, error) {
	path, ok := system.NewCString(name)
	if !ok {
		return "", pathError("readlink", name, system.Invalid)
	}
	b := make([]byte, 4096)
	r, e := system.Split(system.Call(system.SysReadlinkat, system.AtCurrentDirectory, path.Pointer(), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)), 0))
	if e != 0 {
		return "", pathError("readlink", name, e)
	}
	return string(b[:r]), nil
}
