package os

import (
	"io"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"unsafe"
)

// A DirEntry is an entry of a directory.
type DirEntry = fs.DirEntry

// A directory is the progress of reading one: entries that the kernel gave, but
// the program did not get yet.
type directory struct {
	sync.Mutex
	buffer [8192]byte
	rest   []byte
}

// dirEntry is the DirEntry of this package.
type dirEntry struct {
	parent string
	name   string
	kind   FileMode
}

func (e *dirEntry) Name() string            { return e.name }
func (e *dirEntry) IsDir() bool             { return e.kind.IsDir() }
func (e *dirEntry) Type() FileMode          { return e.kind }
func (e *dirEntry) Info() (FileInfo, error) { return Lstat(e.parent + "/" + e.name) }
func (e *dirEntry) String() string          { return fs.FormatDirEntry(e) }

// nextEntry returns the next entry of a directory, io.EOF behind the last one.
func (f *File) nextEntry(d *directory) (*dirEntry, error) {
	for {
		if len(d.rest) == 0 {
			n, err := f.pfd.ReadDirent(d.buffer[:])
			if err != nil {
				return nil, &PathError{Op: "readdirent", Path: f.name, Err: err}
			}
			if n == 0 {
				return nil, io.EOF
			}
			d.rest = d.buffer[:n]
		}
		// inode, offset (8 bytes each), length (2), kind (1), name, zero byte
		record := d.rest
		length := int(record[16]) | int(record[17])<<8
		kind := uint32(record[18])
		end := 19
		for record[end] != 0 {
			end++
		}
		name := string(record[19:end])
		d.rest = record[length:]
		if name == "." || name == ".." {
			continue
		}
		if kind != 0 {
			return &dirEntry{f.name, name, kindMode(kind << 12)}, nil
		}
		var status syscall.Stat_t
		err := retry(func() error { return fstatat(f.pfd.Sysfd, name, &status, noFollow) })
		if err == syscall.ENOENT {
			continue // removed meanwhile
		}
		if err != nil {
			return nil, pathError("lstat", f.name+"/"+name, err)
		}
		return &dirEntry{f.name, name, kindMode(status.Mode & syscall.S_IFMT)}, nil
	}
}

// readEntries hands up to n entries to use, all that are left if n is not
// positive.
func (f *File) readEntries(n int, use func(e *dirEntry) error) error {
	if f == nil {
		return ErrInvalid
	}
	if atomic.LoadPointer(&f.dir) == nil {
		atomic.CompareAndSwapPointer(&f.dir, nil, unsafe.Pointer(new(directory)))
	}
	d := (*directory)(atomic.LoadPointer(&f.dir))
	if d == nil {
		return ErrInvalid // a Seek came in between
	}
	d.Lock()
	defer d.Unlock()
	for i := 0; n <= 0 || i < n; i++ {
		e, err := f.nextEntry(d)
		if err == io.EOF && (n <= 0 || i > 0) {
			return nil
		}
		if err == nil {
			err = use(e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// ReadDir returns the next n entries of a directory in the order in which they
// are stored, and io.EOF behind the last one; without a positive n all that are
// left.
func (f *File) ReadDir(n int) ([]DirEntry, error) {
	list := []DirEntry{}
	err := f.readEntries(n, func(e *dirEntry) error {
		list = append(list, e)
		return nil
	})
	return list, err
}

// Readdirnames is ReadDir for names alone.
func (f *File) Readdirnames(n int) (names []string, err error) {
	names = []string{}
	err = f.readEntries(n, func(e *dirEntry) error {
		names = append(names, e.name)
		return nil
	})
	return names, err
}

// Readdir is ReadDir with a description of every file.
func (f *File) Readdir(n int) ([]FileInfo, error) {
	list := []FileInfo{}
	err := f.readEntries(n, func(e *dirEntry) error {
		info, err := e.Info()
		if err == nil {
			list = append(list, info)
		} else if !IsNotExist(err) {
			return err
		}
		return nil
	})
	return list, err
}

// ReadDir returns the entries of a directory, sorted by name. With an error it
// returns what it could read.
func ReadDir(name string) ([]DirEntry, error) {
	f, err := OpenFile(name, syscall.O_DIRECTORY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.sortedEntries()
}

// sortedEntries returns the entries of a directory, sorted by name.
func (f *File) sortedEntries() ([]DirEntry, error) {
	list, err := f.ReadDir(-1)
	slices.SortFunc(list, func(a, b DirEntry) int {
		if a.Name() < b.Name() {
			return -1
		}
		return 1 // names are different
	})
	return list, err
}

// endsInDot reports whether the last element of a path is ".".
func endsInDot(path string) bool {
	return path == "." || len(path) > 1 && path[len(path)-2:] == "/."
}

// isGone reports whether a file does not exist after Remove returned an error.
func isGone(err error) bool { return err == nil || IsNotExist(err) }

// RemoveAll removes a file or a directory with everything in it. If there is
// none, that is no error.
func RemoveAll(path string) error {
	if path == "" {
		return nil
	}
	if endsInDot(path) {
		return &PathError{Op: "RemoveAll", Path: path, Err: syscall.EINVAL}
	}
	const workingDirectory = -100
	return removeAllAt(workingDirectory, path, path)
}
