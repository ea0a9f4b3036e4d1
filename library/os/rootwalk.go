// This file holds how a Root finds files without leaving its directory.

package os

import (
	"errors"
	"syscall"
)

var (
	errEscapes   = errors.New("path escapes from parent")
	errEmptyPath = errors.New("empty path")
)

// maximumLinks is how many symbolic links there may be on the way to a file.
const maximumLinks = 40

// A walker goes from directory to directory below a root, following symbolic
// links itself. It goes up only to directories that it came through: whatever
// happens to the tree meanwhile, it does not leave it.
type walker struct {
	open   []int    // the root and the directories below it on the way
	names  []string // what the directories below the root are called
	rest   []string // elements of the path that are still to go
	follow bool     // whether to follow a link that is the last element
	links  int      // how many were followed

	// enter opens a directory, if not openDirectory does.
	enter func(dir int, name string) (fd int, err error)
}

// elements returns the elements of a path. The last one keeps a slash at its
// end, which means that it must be a directory.
func elements(path string) (list []string, err error) {
	if path == "" {
		return nil, errEmptyPath
	}
	if path[0] == '/' {
		return nil, errEscapes
	}
	for start := 0; start < len(path); {
		end := start
		for end < len(path) && path[end] != '/' {
			end++
		}
		next := end
		for next < len(path) && path[next] == '/' {
			next++
		}
		if next == len(path) && next > end {
			end++
		}
		list = append(list, path[start:end])
		start = next
	}
	return list, nil
}

// cutSlash removes a slash at the end.
func cutSlash(name string) (rest string, found bool) {
	if last := len(name) - 1; name[last] == '/' {
		return name[:last], true
	}
	return name, false
}

// withoutSlashes removes all slashes at the end of a path that has more than
// them.
func withoutSlashes(path string) string {
	for len(path) > 1 && path[len(path)-1] == '/' {
		path = path[:len(path)-1]
	}
	return path
}

// openDirectory opens a directory, but no link to one, to go on from there.
func openDirectory(dir int, name string) (fd int, err error) {
	return retryNumber(func() (int, error) {
		return syscall.Openat(dir, name, onlyPath|syscall.O_DIRECTORY|syscall.O_NOFOLLOW|syscall.O_CLOEXEC, 0)
	})
}

// walk goes to the directory of a file and calls act with its descriptor and the
// last element of the path, which is "." behind "..".
func (w *walker) walk(name string, act func(dir int, last string) error) (err error) {
	if w.rest, err = elements(name); err != nil {
		return err
	}
	for {
		element := w.rest[0]
		w.rest = w.rest[1:]
		isLast := len(w.rest) == 0
		here := w.open[len(w.open)-1]
		plain, mustBeDirectory := cutSlash(element)
		switch {
		case plain == ".." && len(w.open) == 1:
			return errEscapes
		case plain == "..":
			w.leave()
			element, plain = ".", "."
			here = w.open[len(w.open)-1]
		}
		switch {
		case plain == ".":
			if isLast {
				return act(here, ".")
			}
		case isLast:
			if w.follow || mustBeDirectory {
				followed, err := w.followLink(here, plain, mustBeDirectory)
				if err != nil {
					return err
				}
				if followed {
					continue
				}
			}
			if mustBeDirectory {
				if err := isNoDirectory(here, plain); err != nil {
					return err
				}
			}
			return act(here, element)
		default:
			if err := w.descend(here, plain); err != nil {
				return err
			}
		}
	}
}

// isNoDirectory returns ENOTDIR for a file that is no directory.
func isNoDirectory(dir int, name string) error {
	var status syscall.Stat_t
	if fstatat(dir, name, &status, noFollow) == nil && status.Mode&syscall.S_IFMT != syscall.S_IFDIR {
		return syscall.ENOTDIR
	}
	return nil
}

// descend goes to the directory name of dir, or puts the target of a link of
// that name in front of the rest.
func (w *walker) descend(dir int, name string) error {
	enter := openDirectory
	if w.enter != nil {
		enter = w.enter
	}
	fd, err := enter(dir, name)
	if err == nil {
		w.open = append(w.open, fd)
		w.names = append(w.names, name)
		return nil
	}
	if reason := inner(err); reason == syscall.ENOTDIR || reason == syscall.ELOOP {
		followed, linkError := w.followLink(dir, name, false)
		if followed || linkError != nil {
			return linkError
		}
	}
	return err
}

// followLink puts the target of a symbolic link in front of the rest, if the
// name is one.
func (w *walker) followLink(dir int, name string, mustBeDirectory bool) (followed bool, err error) {
	target, err := linkTarget(dir, name)
	if err != nil {
		return false, nil // what there is instead of a link, act finds out
	}
	if w.links++; w.links > maximumLinks {
		return false, syscall.ELOOP
	}
	if mustBeDirectory {
		target += "/"
	}
	list, err := elements(target)
	if err != nil {
		return false, err
	}
	w.rest = append(list, w.rest...)
	return true, nil
}

// linkTarget returns the target of a symbolic link.
func linkTarget(dir int, name string) (string, error) {
	return readlink(name, func(b []byte) (int, error) { return readlinkat(dir, name, b) })
}

// leave closes the directory it is in and goes up to where it came from.
func (w *walker) leave() {
	last := len(w.open) - 1
	syscall.Close(w.open[last])
	w.open = w.open[:last]
	w.names = w.names[:last-1]
}

// path returns the path, without links, of a file in the directory it is in.
func (w *walker) path(name string) string {
	var above string
	for _, directory := range w.names {
		above += directory + "/"
	}
	return above + name
}

// at calls act with the directory that a file of the root is in and the file's
// name there.
func (r *Root) at(name string, follow bool, act func(dir int, last string) error) error {
	return r.walk(name, &walker{follow: follow}, act)
}

func (r *Root) walk(name string, w *walker, act func(dir int, last string) error) (err error) {
	closed := r.dir.pfd.RawControl(func(fd uintptr) {
		w.open = append(w.open, int(fd))
		err = w.walk(name, act)
		for len(w.open) > 1 {
			w.leave()
		}
	})
	if closed != nil {
		return closedOr(closed)
	}
	return err
}
