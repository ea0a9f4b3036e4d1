package os

import (
	"errors"
	"io/fs"
)

// dirFS is the tree below a directory.
type dirFS string

// DirFS returns the tree below a directory as an fs.FS. Symbolic links may lead
// out of it.
func DirFS(dir string) fs.FS { return dirFS(dir) }

// within calls f with the path of a name, and makes an error speak of the name.
func within[T any](dir dirFS, op, name string, f func(path string) (T, error)) (result T, err error) {
	if dir == "" {
		return result, &PathError{Op: op, Path: name, Err: errors.New("os: DirFS with empty root")}
	}
	if !fs.ValidPath(name) {
		return result, &PathError{Op: op, Path: name, Err: ErrInvalid}
	}
	path := string(dir)
	if path[len(path)-1] != '/' {
		path += "/"
	}
	result, err = f(path + name)
	if e, ok := err.(*PathError); ok {
		e.Path = name
	}
	return result, err
}

func (dir dirFS) Open(name string) (fs.File, error) {
	f, err := within(dir, "open", name, Open)
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (dir dirFS) Stat(name string) (FileInfo, error)  { return within(dir, "stat", name, Stat) }
func (dir dirFS) Lstat(name string) (FileInfo, error) { return within(dir, "lstat", name, Lstat) }

func (dir dirFS) ReadFile(name string) ([]byte, error) {
	return within(dir, "readfile", name, ReadFile)
}

func (dir dirFS) ReadDir(name string) ([]DirEntry, error) {
	return within(dir, "readdir", name, ReadDir)
}

func (dir dirFS) ReadLink(name string) (string, error) {
	return within(dir, "readlink", name, Readlink)
}
