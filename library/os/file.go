// Package os is the interface to the operating system.
//
// This file holds open files.
package os

import (
	"internal/system"
	"io"
	"io/fs"
	"unsafe"
)

// A File is an open file.
type File struct{ *file }

// A file is the state of a File, which programs cannot copy.
type file struct {
	fd     int
	name   string
	append bool
	closed bool
	dir    *directory // the progress of reading it, or nil
}

// The standard files.
var (
	Stdin  = NewFile(0, "/dev/stdin")
	Stdout = NewFile(1, "/dev/stdout")
	Stderr = NewFile(2, "/dev/stderr")
)

// Flags of OpenFile.
const (
	O_RDONLY = 0x0
	O_WRONLY = 0x1
	O_RDWR   = 0x2
	O_CREATE = 0x40
	O_EXCL   = 0x80
	O_TRUNC  = 0x200
	O_APPEND = 0x400
	O_SYNC   = 0x101000

	openDirectory = 0x10000 // only directories open so
	closeOnExec   = 0x80000
)

// Where Seek starts from. Deprecated: use io.SeekStart and so on.
const (
	SEEK_SET = 0
	SEEK_CUR = 1
	SEEK_END = 2
)

// DevNull is the name of the null device.
const DevNull = "/dev/null"

// NewFile returns a File for a descriptor that is open already.
func NewFile(fd uintptr, name string) *File {
	if int(fd) < 0 {
		return nil
	}
	return &File{&file{fd: int(fd), name: name}}
}

// Open opens a file for reading.
func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

// Create creates or empties a file and opens it for reading and writing.
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666) }

// OpenFile opens a file with flags and, if it creates it, permissions.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	path, ok := system.NewCString(name)
	if !ok {
		return nil, pathError("open", name, system.Invalid)
	}
	for {
		r, e := system.Split(system.BlockingCall(system.SysOpenat, system.AtCurrentDirectory, path.Pointer(), uintptr(flag|closeOnExec), uintptr(modeBits(perm)), 0))
		if e == system.Interrupted {
			continue
		}
		if e != 0 {
			return nil, pathError("open", name, e)
		}
		return &File{&file{fd: int(r), name: name, append: flag&O_APPEND != 0}}, nil
	}
}

// modeBits returns the kernel's form of permissions.
func modeBits(perm FileMode) uint32 {
	bits := uint32(perm.Perm())
	if perm&fs.ModeSetuid != 0 {
		bits |= 04000
	}
	if perm&fs.ModeSetgid != 0 {
		bits |= 02000
	}
	if perm&fs.ModeSticky != 0 {
		bits |= 01000
	}
	return bits
}

func pathError(op, path string, e system.Errno) error {
	return &PathError{Op: op, Path: path, Err: e}
}

// check returns the error for the use of a nil or closed file.
func (f *File) check(op string) error {
	switch {
	case f == nil:
		return ErrInvalid
	case f.closed:
		return &PathError{Op: op, Path: f.name, Err: ErrClosed}
	}
	return nil
}

// Name returns the name the file was opened under.
func (f *File) Name() string { return f.name }

// Fd returns the file's descriptor.
func (f *File) Fd() uintptr {
	if f == nil || f.closed {
		return ^uintptr(0)
	}
	return uintptr(f.fd)
}

// Close closes the file. A second call is an error.
func (f *File) Close() error {
	if err := f.check("close"); err != nil {
		return err
	}
	f.closed = true
	if _, e := system.Split(system.BlockingCall(system.SysClose, uintptr(f.fd), 0, 0, 0, 0)); e != 0 {
		return pathError("close", f.name, e)
	}
	return nil
}

// Read reads up to len(b) bytes. At the end of the file it returns 0, io.EOF.
func (f *File) Read(b []byte) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if len(b) == 0 {
		return 0, nil
	}
	n, e := system.Read(f.fd, b)
	switch {
	case e != 0:
		return 0, pathError("read", f.name, e)
	case n == 0:
		return 0, io.EOF
	}
	return n, nil
}

// Write writes all of b, or returns an error.
func (f *File) Write(b []byte) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	for n < len(b) {
		m, e := system.Write(f.fd, b[n:])
		if e != 0 {
			brokenPipe(f, e)
			return n, pathError("write", f.name, e)
		}
		if m == 0 {
			return n, io.ErrUnexpectedEOF
		}
		n += m
	}
	return n, nil
}

// brokenPipe ends the program by SIGPIPE when nobody reads its output any
// more, as programs for Unix do.
func brokenPipe(f *File, e system.Errno) {
	if e == system.BrokenPipe && (f.fd == 1 || f.fd == 2) {
		system.DieByBrokenPipe()
	}
}

// WriteTo copies the rest of the file to w.
func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	return io.Copy(w, onlyReader{f})
}

// ReadFrom copies what r has to the file.
func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	return io.Copy(onlyWriter{f}, r)
}

// onlyReader and onlyWriter hide the methods that io.Copy would prefer.
type (
	onlyReader struct{ io.Reader }
	onlyWriter struct{ io.Writer }
)

// WriteString writes a string.
func (f *File) WriteString(s string) (n int, err error) {
	return f.Write(unsafe.Slice(unsafe.StringData(s), len(s)))
}

// ReadAt reads len(b) bytes at an offset; less only with an error.
func (f *File) ReadAt(b []byte, off int64) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if off < 0 {
		return 0, &PathError{Op: "readat", Path: f.name, Err: errNegativeOffset}
	}
	for n < len(b) {
		m, e := f.transferAt(system.SysPread64, b[n:], off+int64(n))
		if e != 0 {
			return n, pathError("read", f.name, e)
		}
		if m == 0 {
			return n, io.EOF
		}
		n += m
	}
	return n, nil
}

// WriteAt writes b at an offset. The file must not be open for appending.
func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	if f.append {
		return 0, errWriteAtInAppendMode
	}
	if off < 0 {
		return 0, &PathError{Op: "writeat", Path: f.name, Err: errNegativeOffset}
	}
	for n < len(b) {
		m, e := f.transferAt(system.SysPwrite64, b[n:], off+int64(n))
		if e != 0 {
			return n, pathError("write", f.name, e)
		}
		n += m
	}
	return n, nil
}

func (f *File) transferAt(number uintptr, b []byte, off int64) (n int, e system.Errno) {
	for {
		r, e := system.Split(system.BlockingCall(number, uintptr(f.fd), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)), uintptr(off), 0))
		if e != system.Interrupted {
			return int(r), e
		}
	}
}

// Seek sets the offset of the next Read or Write and returns it.
func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	if err := f.check("seek"); err != nil {
		return 0, err
	}
	f.dir = nil
	r, e := system.Split(system.Call(system.SysLseek, uintptr(f.fd), uintptr(offset), uintptr(whence), 0, 0))
	if e != 0 {
		return 0, pathError("seek", f.name, e)
	}
	return int64(r), nil
}

// Sync makes the system write the file to its device.
func (f *File) Sync() error { return f.simple("sync", system.SysFsync, 0) }

// Truncate changes the file's size.
func (f *File) Truncate(size int64) error {
	return f.simple("truncate", system.SysFtruncate, uintptr(size))
}

// Chmod changes the file's permissions.
func (f *File) Chmod(mode FileMode) error {
	return f.simple("chmod", system.SysFchmod, uintptr(modeBits(mode)))
}

// Chdir makes the file, a directory, the working directory.
func (f *File) Chdir() error { return f.simple("chdir", system.SysFchdir, 0) }

func (f *File) simple(op string, number, argument uintptr) error {
	if err := f.check(op); err != nil {
		return err
	}
	if _, e := system.Split(system.BlockingCall(number, uintptr(f.fd), argument, 0, 0, 0)); e != 0 {
		return pathError(op, f.name, e)
	}
	return nil
}

// Pipe returns two connected files: what is written to w can be read from r.
func Pipe() (r *File, w *File, err error) {
	var fds [2]int32
	_, e := system.Split(system.Call(system.SysPipe2, uintptr(unsafe.Pointer(&fds)), closeOnExec, 0, 0, 0))
	if e != 0 {
		return nil, nil, &SyscallError{"pipe2", e}
	}
	return NewFile(uintptr(fds[0]), "|0"), NewFile(uintptr(fds[1]), "|1"), nil
}

// ReadFile returns the content of a file.
func ReadFile(name string) ([]byte, error) {
	f, err := Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readAll(f)
}

func readAll(f *File) ([]byte, error) {
	b := make([]byte, 0, 512)
	for {
		n, err := f.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		if err == io.EOF {
			return b, nil
		}
		if err != nil {
			return b, err
		}
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
	}
}

// WriteFile makes data the content of a file, which is created if need be.
func WriteFile(name string, data []byte, perm FileMode) error {
	f, err := OpenFile(name, O_WRONLY|O_CREATE|O_TRUNC, perm)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if closeError := f.Close(); err == nil {
		err = closeError
	}
	return err
}
