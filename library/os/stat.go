// This file holds descriptions of files.

package os

import (
	"io/fs"
	"syscall"
	"time"
)

// A FileInfo describes a file.
type FileInfo = fs.FileInfo

// fileStat is the FileInfo of this package.
type fileStat struct {
	name   string
	mode   FileMode
	status syscall.Stat_t
}

func (s *fileStat) Name() string       { return s.name }
func (s *fileStat) Size() int64        { return s.status.Size }
func (s *fileStat) Mode() FileMode     { return s.mode }
func (s *fileStat) IsDir() bool        { return s.mode.IsDir() }
func (s *fileStat) ModTime() time.Time { return time.Unix(s.status.Mtim.Sec, s.status.Mtim.Nsec) }
func (s *fileStat) Sys() any           { return &s.status }

// kindMode returns the bits of a FileMode for a kind, as in the mode of a
// Stat_t.
func kindMode(kind uint32) FileMode {
	switch kind {
	case syscall.S_IFIFO:
		return ModeNamedPipe
	case syscall.S_IFCHR:
		return ModeDevice | ModeCharDevice
	case syscall.S_IFDIR:
		return ModeDir
	case syscall.S_IFBLK:
		return ModeDevice
	case syscall.S_IFLNK:
		return ModeSymlink
	case syscall.S_IFSOCK:
		return ModeSocket
	}
	return 0
}

// complete derives name and mode.
func (s *fileStat) complete(path string) *fileStat {
	s.name = lastElement(path)
	mode := s.status.Mode
	s.mode = kindMode(mode&syscall.S_IFMT) | FileMode(mode)&ModePerm
	if mode&syscall.S_ISUID != 0 {
		s.mode |= ModeSetuid
	}
	if mode&syscall.S_ISGID != 0 {
		s.mode |= ModeSetgid
	}
	if mode&syscall.S_ISVTX != 0 {
		s.mode |= ModeSticky
	}
	return s
}

// lastElement returns the last element of a path.
func lastElement(path string) string {
	for len(path) > 1 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	for i := len(path) - 2; i >= 0; i-- {
		if path[i] == '/' {
			return path[i+1:]
		}
	}
	return path
}

// Stat describes a file.
func Stat(name string) (FileInfo, error) {
	s := new(fileStat)
	if err := retry(func() error { return syscall.Stat(name, &s.status) }); err != nil {
		return nil, pathError("stat", name, err)
	}
	return s.complete(name), nil
}

// Lstat describes a file; a symbolic link rather than what it points to.
func Lstat(name string) (FileInfo, error) {
	s := new(fileStat)
	if err := retry(func() error { return syscall.Lstat(name, &s.status) }); err != nil {
		return nil, pathError("lstat", name, err)
	}
	return s.complete(name), nil
}

// Stat describes the file.
func (f *File) Stat() (FileInfo, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	s := new(fileStat)
	if err := f.pfd.Fstat(&s.status); err != nil {
		return nil, f.wrap("stat", err)
	}
	return s.complete(f.name), nil
}

// SameFile reports whether two results of this package's functions describe
// the same file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok1 := fi1.(*fileStat)
	b, ok2 := fi2.(*fileStat)
	return ok1 && ok2 && a.status.Dev == b.status.Dev && a.status.Ino == b.status.Ino
}
