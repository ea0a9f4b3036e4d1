package os

import (
	"internal/system"
	"io/fs"
	"time"
	"unsafe"
)

// A FileInfo describes a file.
type FileInfo = fs.FileInfo

// A status is the kernel's struct stat.
type status struct {
	device, inode, links uint64
	mode, uid, gid       uint32
	_                    uint32
	special              uint64
	size                 int64
	blockSize, blocks    int64
	access, modification [2]int64 // seconds and nanoseconds
	change               [2]int64
	_                    [3]int64
}

// The kernel's numbers for the kinds of files, in a mode and (shifted) in an
// entry of a directory.
const (
	kindShift  = 12
	kindFIFO   = 1
	kindChar   = 2
	kindDir    = 4
	kindBlock  = 6
	kindFile   = 8
	kindLink   = 10
	kindSocket = 12
)

// kindMode returns the bits of a FileMode for a kind.
func kindMode(kind uint32) FileMode {
	switch kind {
	case kindFIFO:
		return ModeNamedPipe
	case kindChar:
		return ModeDevice | ModeCharDevice
	case kindDir:
		return ModeDir
	case kindBlock:
		return ModeDevice
	case kindLink:
		return ModeSymlink
	case kindSocket:
		return ModeSocket
	}
	return 0
}

// fileStat is the FileInfo of this package.
type fileStat struct {
	name   string
	mode   FileMode
	status status
}

func (s *fileStat) Name() string       { return s.name }
func (s *fileStat) Size() int64        { return s.status.size }
func (s *fileStat) Mode() FileMode     { return s.mode }
func (s *fileStat) IsDir() bool        { return s.mode.IsDir() }
func (s *fileStat) ModTime() time.Time { return unixTime(s.status.modification) }
func (s *fileStat) Sys() any           { return &s.status }

func unixTime(t [2]int64) time.Time { return time.Unix(t[0], t[1]) }

// complete derives name and mode.
func (s *fileStat) complete(path string) *fileStat {
	s.name = lastElement(path)
	mode := s.status.mode
	s.mode = kindMode(mode>>kindShift) | FileMode(mode)&ModePerm
	if mode&04000 != 0 {
		s.mode |= ModeSetuid
	}
	if mode&02000 != 0 {
		s.mode |= ModeSetgid
	}
	if mode&01000 != 0 {
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
func Stat(name string) (FileInfo, error) { return stat("stat", name, 0) }

// Lstat describes a file; a symbolic link rather than what it points to.
func Lstat(name string) (FileInfo, error) { return stat("lstat", name, system.NoFollow) }

func stat(op, name string, flags uintptr) (FileInfo, error) {
	path, ok := system.NewCString(name)
	if !ok {
		return nil, pathError(op, name, system.Invalid)
	}
	s := new(fileStat)
	for {
		_, e := system.Split(system.BlockingCall(system.SysNewfstatat, system.AtCurrentDirectory, path.Pointer(), uintptr(unsafe.Pointer(&s.status)), flags, 0))
		if e == 0 {
			return s.complete(name), nil
		}
		if e != system.Interrupted {
			return nil, pathError(op, name, e)
		}
	}
}

// Stat describes the file.
func (f *File) Stat() (FileInfo, error) {
	if err := f.check("stat"); err != nil {
		return nil, err
	}
	s := new(fileStat)
	if _, e := system.Split(system.BlockingCall(system.SysFstat, uintptr(f.fd), uintptr(unsafe.Pointer(&s.status)), 0, 0, 0)); e != 0 {
		return nil, pathError("stat", f.name, e)
	}
	return s.complete(f.name), nil
}

// SameFile reports whether two results of this package's functions describe
// the same file.
func SameFile(fi1, fi2 FileInfo) bool {
	a, ok1 := fi1.(*fileStat)
	b, ok2 := fi2.(*fileStat)
	return ok1 && ok2 && a.status.device == b.status.device && a.status.inode == b.status.inode
}
