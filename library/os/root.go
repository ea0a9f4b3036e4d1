// This file holds Root: files of one directory tree.

package os

import (
	"errors"
	"syscall"
	"time"
)

// A Root gives access to the files of one directory tree and to no others:
// neither .. nor a symbolic link leads out of it, and links must not be
// absolute. It keeps the directory open, so that it stays the same one when it
// is moved. What lies on another device or behind /proc can be reached.
type Root struct{ dir *File }

var (
	errUnsupportedMode = errors.New("unsupported file mode")
	errNotDirectory    = errors.New("not a directory")
)

// OpenRoot opens a directory as a Root.
func OpenRoot(name string) (*Root, error) {
	fd, err := retryNumber(func() (int, error) { return syscall.Open(name, syscall.O_CLOEXEC, 0) })
	if err != nil {
		return nil, pathError("open", name, err)
	}
	return newRoot(fd, name)
}

// newRoot makes a Root for a descriptor, which must be a directory's.
func newRoot(fd int, name string) (*Root, error) {
	f := newFile(fd, name, true)
	if info, err := f.Stat(); err != nil || !info.IsDir() {
		f.Close()
		if err == nil {
			err = pathError("open", name, errNotDirectory)
		}
		return nil, err
	}
	return &Root{f}, nil
}

// OpenInRoot opens a file of the tree below a directory for reading.
func OpenInRoot(dir, name string) (*File, error) {
	r, err := OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.Open(name)
}

// Name returns the name that was given to OpenRoot.
func (r *Root) Name() string { return r.dir.name }

// Close closes the directory. A second call does nothing.
func (r *Root) Close() error {
	if err := r.dir.Close(); err != nil && !errors.Is(err, ErrClosed) {
		return err
	}
	return nil
}

// atPath is at with an error that names the operation and the path.
func (r *Root) atPath(op, name string, follow bool, act func(dir int, last string) error) error {
	err := r.at(name, follow, func(dir int, last string) error {
		return retry(func() error { return act(dir, last) })
	})
	return pathError(op, name, inner(err))
}

// Open opens a file for reading.
func (r *Root) Open(name string) (*File, error) { return r.OpenFile(name, O_RDONLY, 0) }

// Create creates or empties a file and opens it for reading and writing.
func (r *Root) Create(name string) (*File, error) {
	return r.OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666)
}

// OpenFile opens a file with flags and, if it creates it, permissions, which
// must be nothing but permissions.
func (r *Root) OpenFile(name string, flag int, perm FileMode) (*File, error) {
	if perm != perm.Perm() {
		return nil, pathError("openat", name, errUnsupportedMode)
	}
	fd, err := r.open(name, flag, perm)
	if err != nil {
		return nil, err
	}
	return newOpened(fd, r.below(name), flag), nil
}

// below returns the name that a file of the root is shown by.
func (r *Root) below(name string) string {
	root := withoutSlashes(r.dir.name)
	if root == "/" {
		root = ""
	}
	return root + "/" + name
}

func (r *Root) open(name string, flag int, perm FileMode) (fd int, err error) {
	const onlyNew = O_CREATE | O_EXCL
	follow := flag&onlyNew != onlyNew && flag&syscall.O_NOFOLLOW == 0
	err = r.atPath("openat", name, follow, func(dir int, last string) (err error) {
		if _, mustBeDirectory := cutSlash(last); mustBeDirectory && flag&O_CREATE != 0 {
			// The kernel would not say whether there is one.
			if err := fstatat(dir, last, new(syscall.Stat_t), noFollow); err != nil {
				return err
			}
			if !follow {
				return syscall.EEXIST
			}
			return syscall.EISDIR
		}
		fd, err = syscall.Openat(dir, last, flag|syscall.O_CLOEXEC|syscall.O_NOFOLLOW, modeBits(perm))
		return err
	})
	return fd, err
}

// OpenRoot opens a directory of the tree as a Root of its own.
func (r *Root) OpenRoot(name string) (*Root, error) {
	fd, err := r.open(name, O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	return newRoot(fd, r.below(name))
}

// ReadFile returns the content of a file.
func (r *Root) ReadFile(name string) ([]byte, error) {
	f, err := r.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f)
}

// WriteFile makes data the content of a file, which is created if need be.
func (r *Root) WriteFile(name string, data []byte, perm FileMode) error {
	f, err := r.OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	return writeAndClose(f, data)
}

// Stat describes a file.
func (r *Root) Stat(name string) (FileInfo, error) { return r.stat(name, true) }

// Lstat describes a file; a symbolic link rather than what it points to.
func (r *Root) Lstat(name string) (FileInfo, error) { return r.stat(name, false) }

func (r *Root) stat(name string, follow bool) (FileInfo, error) {
	s := new(fileStat)
	err := r.atPath("statat", name, follow, func(dir int, last string) error {
		return fstatat(dir, last, &s.status, noFollow)
	})
	if err != nil {
		return nil, err
	}
	return s.complete(name), nil
}

// Readlink returns what a symbolic link points to.
func (r *Root) Readlink(name string) (target string, err error) {
	err = r.atPath("readlinkat", name, false, func(dir int, last string) (err error) {
		target, err = linkTarget(dir, last)
		return err
	})
	return target, err
}

// Chmod changes a file's permissions.
func (r *Root) Chmod(name string, mode FileMode) error {
	return r.atPath("chmodat", name, true, func(dir int, last string) error {
		return syscall.Fchmodat(dir, last, modeBits(mode), 0)
	})
}

// Chown changes a file's owner and group; -1 leaves one as it is.
func (r *Root) Chown(name string, uid, gid int) error {
	return r.atPath("chownat", name, true, func(dir int, last string) error {
		return syscall.Fchownat(dir, last, uid, gid, noFollow)
	})
}

// Lchown is Chown for a symbolic link itself.
func (r *Root) Lchown(name string, uid, gid int) error {
	return r.atPath("lchownat", name, false, func(dir int, last string) error {
		return syscall.Fchownat(dir, last, uid, gid, noFollow)
	})
}

// Chtimes changes the times of a file's last access and modification. A zero
// time leaves one as it is.
func (r *Root) Chtimes(name string, atime time.Time, mtime time.Time) error {
	times := timesOf(atime, mtime)
	return r.atPath("chtimesat", name, true, func(dir int, last string) error {
		return utimensat(dir, last, &times, noFollow)
	})
}

// Mkdir creates a directory. Of its mode only permissions are allowed.
func (r *Root) Mkdir(name string, perm FileMode) error {
	if perm != perm.Perm() {
		return pathError("mkdirat", name, errUnsupportedMode)
	}
	err := r.at(withoutSlashes(name), false, func(dir int, last string) error { return mkdirat(dir, last, perm) })
	return pathError("mkdirat", name, err)
}

// MkdirAll creates a directory and the ones above it that are missing.
func (r *Root) MkdirAll(name string, perm FileMode) error {
	if perm != perm.Perm() {
		return pathError("mkdirat", name, errUnsupportedMode)
	}
	w := new(walker)
	w.enter = func(dir int, name string) (int, error) {
		fd, err := openDirectory(dir, name)
		if err == syscall.ENOENT {
			if err = mkdirat(dir, name, perm); err == nil || err == syscall.EEXIST {
				fd, err = openDirectory(dir, name)
			}
		}
		return fd, pathError("openat", w.path(name), err)
	}
	err := r.walk(withoutSlashes(name), w, func(dir int, last string) error {
		err := mkdirat(dir, last, perm)
		if err == syscall.EEXIST {
			var status syscall.Stat_t
			if e := fstatat(dir, last, &status, noFollow); e != nil {
				err = e
			}
			switch status.Mode & syscall.S_IFMT {
			case syscall.S_IFDIR:
				return nil
			case syscall.S_IFLNK:
				return errIsLink
			}
		}
		return pathError("mkdirat", w.path(last), err)
	})
	if err == errIsLink {
		return r.mustLeadToDirectory(name)
	}
	if _, ok := err.(*PathError); ok {
		return err
	}
	return pathError("mkdirat", name, err)
}

// errIsLink says that a name is a symbolic link, of a kind yet unknown.
var errIsLink = errors.New("symbolic link")

// mustLeadToDirectory returns the error of MkdirAll for a symbolic link, nil if
// it leads to a directory.
func (r *Root) mustLeadToDirectory(name string) error {
	info, err := r.Stat(name)
	switch {
	case IsNotExist(err):
		err = syscall.EEXIST
	case err == nil && !info.IsDir():
		err = syscall.ENOTDIR
	}
	return pathError("mkdirat", withoutSlashes(name), err)
}

func mkdirat(dir int, name string, perm FileMode) error {
	return retry(func() error { return syscall.Mkdirat(dir, name, modeBits(perm)) })
}
