package os

import (
	"internal/system"
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
	if IsNotExist(err) {
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
		if f, e := OpenFile(path, O_RDONLY|0x10000, 0); e == nil { // only directories open so
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
	from, ok1 := system.NewCString(oldpath)
	to, ok2 := system.NewCString(newpath)
	e := system.Invalid
	if ok1 && ok2 {
		_, e = system.Split(system.BlockingCall(system.SysRenameat, system.AtCurrentDirectory, from.Pointer(), system.AtCurrentDirectory, to.Pointer(), 0))
	}
	if e != 0 {
		return &LinkError{"rename", oldpath, newpath, e}
	}
	return nil
}

// Chmod changes a file's permissions.
func Chmod(name string, mode FileMode) error {
	return onPath("chmod", name, system.SysFchmodat, uintptr(modeBits(mode)))
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

// TempDir returns the directory for temporary files.
func TempDir() string {
	if dir := Getenv("TMPDIR"); dir != "" {
		return dir
	}
	return "/tmp"
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
