// Package os is the interface to the operating system.
//
// This file holds open files.
package os

import (
	"internal/poll"
	"io"
	"io/fs"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"
)

// A File is an open file.
type File struct{ *file }

// A file is the state of a File, which programs cannot copy.
type file struct {
	pfd         poll.FD
	name        string
	append      bool
	isOutput    bool           // standard output or standard error
	nonBlocking bool           // the descriptor was put into non-blocking mode
	dir         unsafe.Pointer // *directory; only changed atomically
}

// The standard files.
var (
	Stdin  = &File{describe(0, "/dev/stdin")}
	Stdout = &File{describe(1, "/dev/stdout")}
	Stderr = &File{describe(2, "/dev/stderr")}
)

// Flags of OpenFile.
const (
	O_RDONLY int = syscall.O_RDONLY
	O_WRONLY int = syscall.O_WRONLY
	O_RDWR   int = syscall.O_RDWR
	O_APPEND int = syscall.O_APPEND
	O_CREATE int = syscall.O_CREAT
	O_EXCL   int = syscall.O_EXCL
	O_SYNC   int = syscall.O_SYNC
	O_TRUNC  int = syscall.O_TRUNC
)

// Where Seek starts from. Deprecated: use io.SeekStart and so on.
const (
	SEEK_SET int = 0
	SEEK_CUR int = 1
	SEEK_END int = 2
)

// DevNull is the name of the null device.
const DevNull = "/dev/null"

// NewFile returns a File for a descriptor that is open already.
func NewFile(fd uintptr, name string) *File {
	if int(fd) < 0 {
		return nil
	}
	return closing(describe(int(fd), name))
}

//go:linkname newSocketFile net.newUnixFile
func newSocketFile(fd int, name string) *File {
	if fd < 0 {
		panic("invalid FD")
	}
	return closing(describe(fd, name))
}

// describe makes the state for a descriptor, which the poller watches if it is
// in non-blocking mode.
func describe(fd int, name string) *file {
	f := &file{name: name, isOutput: fd == 1 || fd == 2}
	f.pfd.Sysfd = fd
	f.pfd.IsStream = true
	f.pfd.ZeroReadIsEOF = true
	flags, _, e := syscall.RawSyscall(syscall.SYS_FCNTL, uintptr(fd), syscall.F_GETFL, 0)
	f.pfd.Init("file", e == 0 && flags&syscall.O_NONBLOCK != 0)
	return f
}

// closing makes a file be closed when nothing refers to it any more.
func closing(f *file) *File {
	runtime.SetFinalizer(f, (*file).close)
	return &File{f}
}

// newFile makes a File for a new descriptor. Unless it is always ready, the
// poller watches it if that is possible.
func newFile(fd int, name string, isAlwaysReady bool) *File {
	f := &file{name: name}
	f.pfd.Sysfd = fd
	f.pfd.IsStream = true
	f.pfd.ZeroReadIsEOF = true
	if f.pfd.Init("file", !isAlwaysReady) == nil && !isAlwaysReady {
		f.nonBlocking = syscall.SetNonblock(fd, true) == nil
	}
	return closing(f)
}

// Open opens a file for reading.
func Open(name string) (*File, error) { return OpenFile(name, O_RDONLY, 0) }

// Create creates or empties a file and opens it for reading and writing.
func Create(name string) (*File, error) { return OpenFile(name, O_RDWR|O_CREATE|O_TRUNC, 0666) }

// OpenFile opens a file with flags and, if it creates it, permissions.
func OpenFile(name string, flag int, perm FileMode) (*File, error) {
	fd, err := retryNumber(func() (int, error) {
		return syscall.Open(name, flag|syscall.O_CLOEXEC, modeBits(perm))
	})
	if err != nil {
		return nil, &PathError{Op: "open", Path: name, Err: err}
	}
	return newOpened(fd, name, flag), nil
}

// newOpened returns the File for what was opened by name.
func newOpened(fd int, name string, flag int) *File {
	// Files and directories are always ready.
	isAlwaysReady := true
	var status syscall.Stat_t
	if syscall.Fstat(fd, &status) == nil {
		kind := status.Mode & syscall.S_IFMT
		isAlwaysReady = kind == syscall.S_IFREG || kind == syscall.S_IFDIR
	}
	f := newFile(fd, name, isAlwaysReady)
	f.append = flag&O_APPEND != 0
	return f
}

// retry repeats a call that a signal interrupted.
func retry(call func() error) error {
	for {
		if err := call(); err != syscall.EINTR {
			return err
		}
	}
}

func retryNumber(call func() (int, error)) (n int, err error) {
	for {
		if n, err = call(); err != syscall.EINTR {
			return n, err
		}
	}
}

// modeBits returns the kernel's form of permissions.
func modeBits(perm FileMode) uint32 {
	bits := uint32(perm.Perm())
	if perm&fs.ModeSetuid != 0 {
		bits |= syscall.S_ISUID
	}
	if perm&fs.ModeSetgid != 0 {
		bits |= syscall.S_ISGID
	}
	if perm&fs.ModeSticky != 0 {
		bits |= syscall.S_ISVTX
	}
	return bits
}

// wrap makes an error of the descriptor one of the file.
func (f *File) wrap(op string, err error) error {
	if err == nil || err == io.EOF {
		return err
	}
	return &PathError{Op: op, Path: f.name, Err: closedOr(err)}
}

func closedOr(err error) error {
	if err == poll.ErrFileClosing {
		return ErrClosed
	}
	return err
}

// Name returns the name the file was opened under.
func (f *File) Name() string { return f.name }

// Fd returns the file's descriptor.
func (f *File) Fd() uintptr {
	if f == nil {
		return ^uintptr(0)
	}
	if f.nonBlocking {
		// Whoever gets the descriptor expects calls that wait.
		f.pfd.SetBlocking()
	}
	return uintptr(f.pfd.Sysfd)
}

// Close closes the file. A second call is an error.
func (f *File) Close() error {
	if f == nil {
		return ErrInvalid
	}
	return f.file.close()
}

func (f *file) close() error {
	if f == nil {
		return ErrInvalid
	}
	err := f.pfd.Close()
	runtime.SetFinalizer(f, nil)
	if err != nil {
		return &PathError{Op: "close", Path: f.name, Err: closedOr(err)}
	}
	return nil
}

// Read reads up to len(b) bytes. At the end of the file it returns 0, io.EOF.
func (f *File) Read(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	n, err = f.pfd.Read(b)
	return n, f.wrap("read", err)
}

// Write writes all of b, or returns an error.
func (f *File) Write(b []byte) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	n, err = f.pfd.Write(b)
	if f.isOutput && err == syscall.EPIPE {
		sigpipe()
	}
	return n, f.wrap("write", err)
}

// sigpipe ends the program by SIGPIPE, because nobody reads its output any
// more, unless it handles that signal.
func sigpipe()

// WriteTo copies the rest of the file to w.
func (f *File) WriteTo(w io.Writer) (n int64, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	return io.Copy(w, onlyReader{f})
}

// ReadFrom copies what r has to the file.
func (f *File) ReadFrom(r io.Reader) (n int64, err error) {
	if f == nil {
		return 0, ErrInvalid
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
	if f == nil {
		return 0, ErrInvalid
	}
	if off < 0 {
		return 0, &PathError{Op: "readat", Path: f.name, Err: errNegativeOffset}
	}
	for n < len(b) {
		m, err := f.pfd.Pread(b[n:], off+int64(n))
		if err != nil {
			return n, f.wrap("read", err)
		}
		n += m
	}
	return n, nil
}

// WriteAt writes b at an offset. The file must not be open for appending.
func (f *File) WriteAt(b []byte, off int64) (n int, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	if f.append {
		return 0, errWriteAtInAppendMode
	}
	if off < 0 {
		return 0, &PathError{Op: "writeat", Path: f.name, Err: errNegativeOffset}
	}
	n, err = f.pfd.Pwrite(b, off)
	return n, f.wrap("write", err)
}

// Seek sets the offset of the next Read or Write and returns it.
func (f *File) Seek(offset int64, whence int) (ret int64, err error) {
	if f == nil {
		return 0, ErrInvalid
	}
	atomic.StorePointer(&f.dir, nil)
	ret, err = f.pfd.Seek(offset, whence)
	if err != nil {
		return 0, f.wrap("seek", err)
	}
	return ret, nil
}

// Sync makes the system write the file to its device.
func (f *File) Sync() error { return f.change("sync", func() error { return f.pfd.Fsync() }) }

// Truncate changes the file's size.
func (f *File) Truncate(size int64) error {
	return f.change("truncate", func() error { return f.pfd.Ftruncate(size) })
}

// Chmod changes the file's permissions.
func (f *File) Chmod(mode FileMode) error {
	return f.change("chmod", func() error { return f.pfd.Fchmod(modeBits(mode)) })
}

// Chown changes the file's owner and group; -1 leaves one as it is.
func (f *File) Chown(uid, gid int) error {
	return f.change("chown", func() error { return f.pfd.Fchown(uid, gid) })
}

// Chdir makes the file, a directory, the working directory.
func (f *File) Chdir() error { return f.change("chdir", func() error { return f.pfd.Fchdir() }) }

func (f *File) change(op string, operation func() error) error {
	if f == nil {
		return ErrInvalid
	}
	return f.wrap(op, operation())
}

// SetDeadline sets when reads and writes of a pipe, a terminal or a socket
// fail; never for a zero time.
func (f *File) SetDeadline(t time.Time) error {
	if f == nil {
		return ErrInvalid
	}
	return f.pfd.SetDeadline(t)
}

// SetReadDeadline is SetDeadline for reads.
func (f *File) SetReadDeadline(t time.Time) error {
	if f == nil {
		return ErrInvalid
	}
	return f.pfd.SetReadDeadline(t)
}

// SetWriteDeadline is SetDeadline for writes.
func (f *File) SetWriteDeadline(t time.Time) error {
	if f == nil {
		return ErrInvalid
	}
	return f.pfd.SetWriteDeadline(t)
}

// SyscallConn gives access to the file's descriptor.
func (f *File) SyscallConn() (syscall.RawConn, error) {
	if f == nil {
		return nil, ErrInvalid
	}
	return &rawConn{f}, nil
}

// rawConn is the syscall.RawConn of a file.
type rawConn struct{ f *File }

func (c *rawConn) Control(f func(uintptr)) error {
	return closedOr(c.f.pfd.RawControl(f))
}

func (c *rawConn) Read(f func(uintptr) bool) error { return closedOr(c.f.pfd.RawRead(f)) }

func (c *rawConn) Write(f func(uintptr) bool) error { return closedOr(c.f.pfd.RawWrite(f)) }

// Pipe returns two connected files: what is written to w can be read from r.
func Pipe() (r *File, w *File, err error) {
	var fds [2]int
	if err := syscall.Pipe2(fds[:], syscall.O_CLOEXEC); err != nil {
		return nil, nil, NewSyscallError("pipe2", err)
	}
	return newFile(fds[0], "|0", false), newFile(fds[1], "|1", false), nil
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
	size := int64(512)
	if info, err := f.Stat(); err == nil && info.Size() >= size && info.Size() < 1<<40 {
		size = info.Size() + 1 // one more shows that this was the end
	}
	b := make([]byte, 0, size)
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
	return writeAndClose(f, data)
}

func writeAndClose(f *File, data []byte) error {
	_, err := f.Write(data)
	if closeError := f.Close(); err == nil {
		err = closeError
	}
	return err
}
