// This file holds the walks through trees of files.

package filepath

import (
	"io/fs"
	"os"
	"slices"
)

// lstat is what Walk asks for files, which tests replace.
var lstat = os.Lstat

// SkipDir is what a WalkFunc returns to leave out a directory: the one it is
// called for, or the rest of the one that the file is in.
var SkipDir error = fs.SkipDir

// SkipAll is what a WalkFunc returns to end the walk without an error.
var SkipAll error = fs.SkipAll

// A WalkFunc is called by Walk for every file. If err is not nil, the file
// could not be looked at, or the directory not be read; what it returns decides
// how the walk goes on.
type WalkFunc func(path string, info fs.FileInfo, err error) error

// WalkDir calls fn for root and for all below it, in lexical order. It does not
// follow symbolic links. fn decides about errors.
func WalkDir(root string, fn fs.WalkDirFunc) error {
	info, err := lstat(root)
	if err != nil {
		return unlessSkipped(fn(root, nil, err))
	}
	return unlessSkipped(walkEntry(root, fs.FileInfoToDirEntry(info), fn))
}

// unlessSkipped turns the wishes to skip into no error.
func unlessSkipped(err error) error {
	if err == SkipDir || err == SkipAll {
		return nil
	}
	return err
}

// walkEntry visits a file and what is below it.
func walkEntry(path string, entry fs.DirEntry, fn fs.WalkDirFunc) error {
	err := fn(path, entry, nil)
	if !entry.IsDir() {
		return err
	}
	if err != nil {
		return unlessDirectorySkipped(err)
	}
	below, err := os.ReadDir(path)
	if err != nil {
		// fn has a second say; what was read is visited if it does not mind.
		if err = fn(path, entry, err); err != nil {
			return unlessDirectorySkipped(err)
		}
	}
	for _, child := range below {
		if err := walkEntry(Join(path, child.Name()), child, fn); err != nil {
			return unlessDirectorySkipped(err)
		}
	}
	return nil
}

// unlessDirectorySkipped turns the wish to skip a directory into no error.
func unlessDirectorySkipped(err error) error {
	if err == SkipDir {
		return nil
	}
	return err
}

// Walk is WalkDir for functions that want to know about every file what
// os.Lstat tells. It is slower.
func Walk(root string, fn WalkFunc) error {
	info, err := lstat(root)
	if err != nil {
		return unlessSkipped(fn(root, nil, err))
	}
	return unlessSkipped(walkFile(root, info, fn))
}

// walkFile visits a file and what is below it. Unlike in WalkDir, a directory
// is read before fn is called for it, so that fn is called once.
func walkFile(path string, info fs.FileInfo, fn WalkFunc) error {
	if !info.IsDir() {
		return fn(path, info, nil)
	}
	names, readError := sortedNames(path)
	if err := fn(path, info, readError); err != nil || readError != nil {
		// The caller knows that a directory is meant by SkipDir.
		return err
	}
	for _, name := range names {
		child := Join(path, name)
		childInfo, err := lstat(child)
		if err != nil {
			if err := fn(child, nil, err); err != nil && err != SkipDir {
				return err
			}
			continue
		}
		if err := walkFile(child, childInfo, fn); err != nil {
			if err == SkipDir && childInfo.IsDir() {
				continue
			}
			return err
		}
	}
	return nil
}

// sortedNames returns the names in a directory.
func sortedNames(directory string) ([]string, error) {
	f, err := os.Open(directory)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	names, err := f.Readdirnames(-1)
	if err != nil {
		return nil, err
	}
	slices.Sort(names)
	return names, nil
}
