package fs

import (
	"time"
	"unicode/utf8"
)

// An FS is a tree of files. Names are paths from its root, with slashes: see
// ValidPath.
type FS interface {
	// Open opens a file or directory. Its errors are of type *PathError.
	Open(name string) (File, error)
}

// A File is an open file of an FS.
type File interface {
	Stat() (FileInfo, error)
	Read([]byte) (int, error)
	Close() error
}

// A ReadDirFile is an open directory.
type ReadDirFile interface {
	File
	// ReadDir returns the next n entries, and io.EOF behind the last one; without
	// a positive n all that are left.
	ReadDir(n int) ([]DirEntry, error)
}

// A FileInfo describes a file.
type FileInfo interface {
	Name() string       // the last element of the path
	Size() int64        // in bytes, if the file is a regular one
	Mode() FileMode     // kind and permissions
	ModTime() time.Time // when it was last modified
	IsDir() bool        // whether the mode is that of a directory
	Sys() any           // what the file system knows beyond that, or nil
}

// A DirEntry is an entry of a directory.
type DirEntry interface {
	Name() string
	IsDir() bool
	// Type returns the bits of the mode that tell the kind.
	Type() FileMode
	// Info describes the file, as it is now.
	Info() (FileInfo, error)
}

// A StatFS can describe files without opening them.
type StatFS interface {
	FS
	Stat(name string) (FileInfo, error)
}

// A ReadFileFS has a way of its own to read whole files.
type ReadFileFS interface {
	FS
	ReadFile(name string) ([]byte, error)
}

// A ReadDirFS has a way of its own to read whole directories, sorted by name.
type ReadDirFS interface {
	FS
	ReadDir(name string) ([]DirEntry, error)
}

// A ReadLinkFS knows symbolic links.
type ReadLinkFS interface {
	FS
	// ReadLink returns what a symbolic link points to.
	ReadLink(name string) (string, error)
	// Lstat describes a file; a symbolic link rather than its target.
	Lstat(name string) (FileInfo, error)
}

// A SubFS has a way of its own to make a subtree an FS.
type SubFS interface {
	FS
	Sub(dir string) (FS, error)
}

// ValidPath reports whether a name is fit for FS.Open: valid UTF-8 elements
// separated by slashes, none of which is empty, "." or "..", or the root, ".".
func ValidPath(name string) bool {
	if !utf8.ValidString(name) {
		return false
	}
	if name == "." {
		return true
	}
	start := 0
	for i := 0; i <= len(name); i++ {
		if i < len(name) && name[i] != '/' {
			continue
		}
		switch name[start:i] {
		case "", ".", "..":
			return false
		}
		start = i + 1
	}
	return true
}
