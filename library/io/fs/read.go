package fs

import (
	"cmp"
	"errors"
	"io"
	"slices"
)

// Stat describes a file.
func Stat(fsys FS, name string) (FileInfo, error) {
	if own, ok := fsys.(StatFS); ok {
		return own.Stat(name)
	}
	return opened(fsys, name, File.Stat)
}

// opened calls use with an open file.
func opened[T any](fsys FS, name string, use func(file File) (T, error)) (result T, err error) {
	file, err := fsys.Open(name)
	if err != nil {
		return result, err
	}
	defer file.Close()
	return use(file)
}

// Lstat is Stat for file systems without symbolic links; others are asked to
// describe the link.
func Lstat(fsys FS, name string) (FileInfo, error) {
	if own, ok := fsys.(ReadLinkFS); ok {
		return own.Lstat(name)
	}
	return Stat(fsys, name)
}

// ReadLink returns what a symbolic link points to.
func ReadLink(fsys FS, name string) (string, error) {
	if own, ok := fsys.(ReadLinkFS); ok {
		return own.ReadLink(name)
	}
	return "", &PathError{Op: "readlink", Path: name, Err: ErrInvalid}
}

// ReadFile returns the content of a file.
func ReadFile(fsys FS, name string) ([]byte, error) {
	if own, ok := fsys.(ReadFileFS); ok {
		return own.ReadFile(name)
	}
	file, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(file)
}

// ReadDir returns the entries of a directory, sorted by name.
func ReadDir(fsys FS, name string) ([]DirEntry, error) {
	if own, ok := fsys.(ReadDirFS); ok {
		return own.ReadDir(name)
	}
	return opened(fsys, name, func(file File) ([]DirEntry, error) {
		if dir, ok := file.(ReadDirFile); ok {
			list, err := dir.ReadDir(-1)
			slices.SortFunc(list, func(a, b DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
			return list, err
		}
		return nil, &PathError{Op: "readdir", Path: name, Err: errors.New("not implemented")}
	})
}
