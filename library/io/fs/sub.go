package fs

import (
	"errors"
	"path"
)

// Sub returns the subtree at a directory as an FS of its own.
func Sub(fsys FS, dir string) (FS, error) {
	own, isSub := fsys.(SubFS)
	switch {
	case !ValidPath(dir):
		return nil, &PathError{Op: "sub", Path: dir, Err: ErrInvalid}
	case dir == ".":
		return fsys, nil
	case isSub:
		return own.Sub(dir)
	}
	return &subtree{fsys, dir}, nil
}

// A subtree is the part of an FS below a directory. Errors show names from
// there.
type subtree struct {
	fsys FS
	dir  string
}

// full returns the name in the whole tree.
func (s *subtree) full(op, name string) (string, error) {
	if !ValidPath(name) {
		return "", &PathError{Op: op, Path: name, Err: ErrInvalid}
	}
	return join(s.dir, name), nil
}

// shorten takes the directory away from the path of an error.
func (s *subtree) shorten(err error) error {
	if e, ok := err.(*PathError); ok {
		switch n := len(s.dir); {
		case e.Path == s.dir:
			e.Path = "."
		case len(e.Path) >= n+2 && e.Path[:n] == s.dir && e.Path[n] == '/':
			e.Path = e.Path[n+1:]
		}
	}
	return err
}

func (s *subtree) Open(name string) (File, error) {
	full, err := s.full("open", name)
	if err != nil {
		return nil, err
	}
	file, err := s.fsys.Open(full)
	return file, s.shorten(err)
}

func (s *subtree) ReadDir(name string) ([]DirEntry, error) {
	full, err := s.full("read", name)
	if err != nil {
		return nil, err
	}
	list, err := ReadDir(s.fsys, full)
	return list, s.shorten(err)
}

func (s *subtree) ReadFile(name string) ([]byte, error) {
	full, err := s.full("read", name)
	if err != nil {
		return nil, err
	}
	data, err := ReadFile(s.fsys, full)
	return data, s.shorten(err)
}

func (s *subtree) ReadLink(name string) (string, error) {
	full, err := s.full("readlink", name)
	if err != nil {
		return "", err
	}
	target, err := ReadLink(s.fsys, full)
	return target, s.shorten(err)
}

func (s *subtree) Lstat(name string) (FileInfo, error) {
	full, err := s.full("lstat", name)
	if err != nil {
		return nil, err
	}
	info, err := Lstat(s.fsys, full)
	return info, s.shorten(err)
}

func (s *subtree) Sub(dir string) (FS, error) {
	if dir == "." {
		return s, nil
	}
	full, err := s.full("sub", dir)
	if err != nil {
		return nil, err
	}
	return &subtree{s.fsys, full}, nil
}

// Glob is within the subtree, whose name is no pattern.
func (s *subtree) Glob(pattern string) ([]string, error) {
	if pattern == "." {
		return []string{pattern}, nil
	}
	if _, err := path.Match(pattern, ""); err != nil {
		return nil, err
	}
	names, err := Glob(s.fsys, s.dir+"/"+pattern)
	for i, name := range names {
		if len(name) > len(s.dir) && name[:len(s.dir)] == s.dir && name[len(s.dir)] == '/' {
			names[i] = name[len(s.dir)+1:]
			continue
		}
		return nil, errors.New("invalid result from inner fsys Glob: " + name + " not in " + s.dir)
	}
	return names, s.shorten(err)
}
