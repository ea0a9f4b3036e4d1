// This file holds what renames, links and removes in a Root, and its FS.

package os

import (
	"io/fs"
	"syscall"
)

// Remove removes a file or an empty directory.
func (r *Root) Remove(name string) error { return r.atPath("removeat", name, false, removeAt) }

// removeAt removes a file or an empty directory of a directory.
func removeAt(dir int, name string) error {
	err := retry(func() error { return unlinkat(dir, name, 0) })
	if err == nil {
		return nil
	}
	second := retry(func() error { return unlinkat(dir, name, removesDirectory) })
	// Both say why; that it is no directory is not the reason.
	if second != syscall.ENOTDIR {
		return second
	}
	return err
}

// RemoveAll removes a file or a directory with everything in it. If there is
// none, that is no error.
func (r *Root) RemoveAll(name string) error {
	if endsInDot(name) {
		return pathError("RemoveAll", name, syscall.EINVAL)
	}
	plain := withoutSlashes(name)
	err := r.at(plain, false, func(dir int, last string) error {
		var status syscall.Stat_t
		if len(plain) < len(name) && fstatat(dir, last, &status, noFollow) == nil {
			if kind := status.Mode & syscall.S_IFMT; kind != syscall.S_IFDIR && kind != syscall.S_IFLNK {
				return syscall.ENOTDIR
			}
		}
		return removeAllAt(dir, last, name)
	})
	if IsNotExist(err) {
		return nil
	}
	return pathError("RemoveAll", name, inner(err))
}

// removeAllAt removes a file of a directory with everything in it. Errors show
// it by the name shown.
func removeAllAt(dir int, name, shown string) error {
	err := removeAt(dir, name)
	if isGone(err) {
		return nil
	}
	err = pathError("unlinkat", shown, err)
	fd, openError := retryNumber(func() (int, error) {
		return syscall.Openat(dir, name, syscall.O_DIRECTORY|syscall.O_NOFOLLOW|syscall.O_CLOEXEC, 0)
	})
	if openError != nil {
		return err
	}
	f := newFile(fd, name, true)
	defer f.Close()
	names, first := f.Readdirnames(-1)
	for _, entry := range names {
		if err := removeAllAt(fd, entry, shown+"/"+entry); first == nil {
			first = err
		}
	}
	if err := removeAt(dir, name); isGone(err) {
		return nil
	} else if first == nil {
		first = pathError("unlinkat", shown, err)
	}
	return first
}

// atBoth calls act with the directories of two files and their names there.
func (r *Root) atBoth(op, oldname, newname string, act func(oldDirectory int, old string, newDirectory int, new string) error) error {
	return linkError(op, oldname, newname, r.at(oldname, false, func(oldDirectory int, old string) error {
		return r.at(newname, false, func(newDirectory int, new string) error {
			return retry(func() error { return act(oldDirectory, old, newDirectory, new) })
		})
	}))
}

// Rename moves a file.
func (r *Root) Rename(oldname, newname string) error {
	return r.atBoth("renameat", oldname, newname, func(oldDirectory int, old string, newDirectory int, new string) error {
		var from, to syscall.Stat_t
		err := fstatat(oldDirectory, old, &from, noFollow)
		existing := fstatat(newDirectory, new, &to, noFollow)
		if existing == syscall.EINVAL {
			return existing // no name at all
		}
		if err != nil {
			return err
		}
		// Unlike the kernel's, this rename never replaces a directory.
		if existing == nil && to.Mode&syscall.S_IFMT == syscall.S_IFDIR && (from.Dev != to.Dev || from.Ino != to.Ino) {
			return syscall.EEXIST
		}
		return syscall.Renameat(oldDirectory, old, newDirectory, new)
	})
}

// Link makes newname another name of a file, or of the symbolic link that
// oldname is.
func (r *Root) Link(oldname, newname string) error {
	return r.atBoth("linkat", oldname, newname, func(oldDirectory int, old string, newDirectory int, new string) error {
		return linkat(oldDirectory, old, newDirectory, new, 0)
	})
}

// Symlink makes newname a symbolic link to oldname, which may be anywhere.
func (r *Root) Symlink(oldname, newname string) error {
	return linkError("symlinkat", oldname, newname, r.at(newname, false, func(dir int, last string) error {
		return retry(func() error { return symlinkat(oldname, dir, last) })
	}))
}

// FS returns the tree as an fs.FS.
func (r *Root) FS() fs.FS { return rootFS{r} }

// rootFS is the tree of a Root.
type rootFS struct{ root *Root }

// valid calls f for a name that is valid in an FS.
func valid[T any](op, name string, f func(name string) (T, error)) (result T, err error) {
	if !fs.ValidPath(name) {
		return result, &PathError{Op: op, Path: name, Err: ErrInvalid}
	}
	return f(name)
}

func (f rootFS) Open(name string) (fs.File, error) {
	file, err := valid("open", name, f.root.Open)
	if err != nil {
		return nil, err
	}
	return file, nil
}

func (f rootFS) Stat(name string) (FileInfo, error)  { return valid("stat", name, f.root.Stat) }
func (f rootFS) Lstat(name string) (FileInfo, error) { return valid("lstat", name, f.root.Lstat) }
func (f rootFS) ReadFile(name string) ([]byte, error) {
	return valid("readfile", name, f.root.ReadFile)
}
func (f rootFS) ReadLink(name string) (string, error) {
	return valid("readlink", name, f.root.Readlink)
}
func (f rootFS) ReadDir(name string) ([]DirEntry, error) {
	return valid("readdir", name, func(name string) ([]DirEntry, error) {
		file, err := f.root.Open(name)
		if err != nil {
			return nil, err
		}
		defer file.Close()
		return file.sortedEntries()
	})
}
