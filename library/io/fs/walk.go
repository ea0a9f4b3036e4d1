package fs

import "errors"

// SkipDir, returned by a WalkDirFunc, leaves out the directory it was called
// for, or what is left of the directory of the file it was called for.
var SkipDir = errors.New("skip this directory")

// SkipAll, returned by a WalkDirFunc, ends the walk without an error.
var SkipAll = errors.New("skip everything and stop the walk")

// A WalkDirFunc is called for every file and directory of a walk. The path
// begins with the root of the walk. An error says that the root cannot be
// described, in which case d is nil, or that a directory cannot be read, in
// which case it is the second call for that directory. The walk ends with the
// first error that the function returns.
type WalkDirFunc func(path string, d DirEntry, err error) error

// WalkDir calls fn for the root and everything below it, sorted by name within
// each directory. It does not follow symbolic links below the root.
func WalkDir(fsys FS, root string, fn WalkDirFunc) error {
	info, err := Stat(fsys, root)
	if err != nil {
		err = fn(root, nil, err)
	} else {
		err = walk(fsys, root, FileInfoToDirEntry(info), fn)
	}
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

func walk(fsys FS, name string, d DirEntry, fn WalkDirFunc) error {
	err := fn(name, d, nil)
	var entries []DirEntry
	if err == nil && d.IsDir() {
		entries, err = ReadDir(fsys, name)
		if err != nil {
			err = fn(name, d, err)
		}
	}
	if err == SkipDir && d.IsDir() {
		return nil
	}
	if err != nil {
		return err
	}
	for _, entry := range entries {
		err := walk(fsys, join(name, entry.Name()), entry, fn)
		if err == SkipDir {
			return nil // by a file: the rest of its directory
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// join joins two valid paths.
func join(dir, name string) string {
	switch {
	case dir == "." || dir == "":
		return name
	case name == ".":
		return dir
	case dir[len(dir)-1] == '/':
		return dir + name
	}
	return dir + "/" + name
}
