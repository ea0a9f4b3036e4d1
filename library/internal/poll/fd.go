// Package poll holds descriptors that os and net share: reads and writes that
// park the goroutine until the descriptor is ready, deadlines, and closing
// while others use it.
//
// This file holds the life of a descriptor.
package poll

import (
	"errors"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Errors of descriptors.
var (
	ErrFileClosing            = errors.New("use of closed file")
	ErrNetClosing             = errNetClosing{}
	ErrNoDeadline             = errors.New("file type does not support deadline")
	ErrNotPollable            = errors.New("not pollable")
	ErrDeadlineExceeded error = &DeadlineExceededError{}
)

type errNetClosing struct{}

func (errNetClosing) Error() string   { return "use of closed network connection" }
func (errNetClosing) Timeout() bool   { return false }
func (errNetClosing) Temporary() bool { return false }

// DeadlineExceededError is returned for an expired deadline.
type DeadlineExceededError struct{}

// Error, Timeout and Temporary make it a net.Error.
func (e *DeadlineExceededError) Error() string   { return "i/o timeout" }
func (e *DeadlineExceededError) Timeout() bool   { return true }
func (e *DeadlineExceededError) Temporary() bool { return true }

// String is for signatures that only the library is to use.
type String string

// CloseFunc and AcceptFunc are called to close and accept; tests replace them.
var (
	CloseFunc           func(int) error                                                      = syscall.Close
	AcceptFunc          func(int, int) (int, syscall.Sockaddr, error)                        = syscall.Accept4
	TestHookDidWritev   func(wrote int)                                                      = func(wrote int) {}
	TestHookDidSendFile func(dstFD *FD, src uintptr, written int64, err error, handled bool) = func(*FD, uintptr, int64, error, bool) {}
)

// An FD is an open file or socket.
type FD struct {
	// users counts those who use the descriptor times two, and the FD itself
	// until Close; the lowest bit is set by Close.
	users   uint64
	readers sync.Mutex // held for a read, and for a write
	writers sync.Mutex

	// Sysfd is the number of the descriptor.
	Sysfd int

	descriptor uintptr // the poller's, 0 without
	isBlocking uint32  // 1: operations wait in the kernel
	closed     uint32  // a semaphore: released when the descriptor is gone
	isFile     bool

	// IsStream says that data has no boundaries, so that it may be
	// transferred in pieces.
	IsStream bool
	// ZeroReadIsEOF says that nothing read means the end.
	ZeroReadIsEOF bool
}

func runtime_pollServerInit()
func runtime_pollOpen(fd uintptr) (uintptr, int)
func runtime_pollClose(ctx uintptr)
func runtime_pollReset(ctx uintptr, mode int) int
func runtime_pollWait(ctx uintptr, mode int) int
func runtime_pollSetDeadline(ctx uintptr, d int64, mode int)
func runtime_pollUnblock(ctx uintptr)
func runtime_isPollServerDescriptor(fd uintptr) bool

//go:linkname semacquire sync.semacquire
func semacquire(counter *uint32, inFront bool, reason int)

//go:linkname semrelease sync.semrelease
func semrelease(counter *uint32)

const closing = 1

// Init makes the FD usable. If it is pollable, the descriptor must be in
// non-blocking mode; where the poller cannot watch it, Init fails and
// operations wait in the kernel.
func (fd *FD) Init(net string, pollable bool) error {
	fd.isFile = net == "file"
	if !pollable {
		atomic.StoreUint32(&fd.isBlocking, 1)
		return nil
	}
	runtime_pollServerInit()
	descriptor, errno := runtime_pollOpen(uintptr(fd.Sysfd))
	if errno != 0 {
		atomic.StoreUint32(&fd.isBlocking, 1)
		return syscall.Errno(errno)
	}
	fd.descriptor = descriptor
	return nil
}

func (fd *FD) errClosing() error {
	if fd.isFile {
		return ErrFileClosing
	}
	return ErrNetClosing
}

// acquire keeps the descriptor from being closed until release.
func (fd *FD) acquire() error {
	for {
		old := atomic.LoadUint64(&fd.users)
		if old&closing != 0 {
			return fd.errClosing()
		}
		if atomic.CompareAndSwapUint64(&fd.users, old, old+2) {
			return nil
		}
	}
}

// release undoes acquire, and closes after Close if nobody else is left.
func (fd *FD) release() error {
	if atomic.AddUint64(&fd.users, ^uint64(1)) != closing {
		return nil
	}
	if fd.descriptor != 0 {
		runtime_pollClose(fd.descriptor)
		fd.descriptor = 0
	}
	err := CloseFunc(fd.Sysfd)
	fd.Sysfd = -1
	semrelease(&fd.closed)
	return err
}

// lock makes the caller the only one who reads, or writes.
func (fd *FD) lock(direction *sync.Mutex) error {
	if err := fd.acquire(); err != nil {
		return err
	}
	direction.Lock()
	if atomic.LoadUint64(&fd.users)&closing != 0 {
		fd.unlock(direction)
		return fd.errClosing()
	}
	return nil
}

func (fd *FD) unlock(direction *sync.Mutex) {
	direction.Unlock()
	fd.release()
}

// Close ends all operations in progress and closes the descriptor.
func (fd *FD) Close() error {
	for {
		old := atomic.LoadUint64(&fd.users)
		if old&closing != 0 {
			return fd.errClosing()
		}
		if atomic.CompareAndSwapUint64(&fd.users, old, (old+2)|closing) {
			break
		}
	}
	// Whoever waits gets an error and gives the descriptor up.
	if fd.descriptor != 0 {
		runtime_pollUnblock(fd.descriptor)
	}
	err := fd.release()
	if atomic.LoadUint32(&fd.isBlocking) == 0 {
		semacquire(&fd.closed, false, 0)
	}
	return err
}

// prepare comes before an operation that may have to wait.
func (fd *FD) prepare(mode int) error {
	if fd.descriptor == 0 {
		return nil
	}
	return fd.translate(runtime_pollReset(fd.descriptor, mode))
}

// wait parks the goroutine until the descriptor is ready.
func (fd *FD) wait(mode int) error {
	if fd.descriptor == 0 {
		return errors.New("waiting for unsupported file type")
	}
	return fd.translate(runtime_pollWait(fd.descriptor, mode))
}

func (fd *FD) translate(result int) error {
	switch result {
	case 0:
		return nil
	case 1:
		return fd.errClosing()
	case 2:
		return ErrDeadlineExceeded
	}
	return ErrNotPollable
}

// isPolled reports whether operations return at once.
func (fd *FD) isPolled() bool { return fd.descriptor != 0 && atomic.LoadUint32(&fd.isBlocking) == 0 }

// try repeats an operation until it need not wait.
func (fd *FD) try(direction *sync.Mutex, mode int, operation func() error) error {
	if err := fd.lock(direction); err != nil {
		return err
	}
	defer fd.unlock(direction)
	if err := fd.prepare(mode); err != nil {
		return err
	}
	for {
		err := operation()
		switch {
		case err == syscall.EINTR:
			continue
		case err == syscall.EAGAIN && fd.descriptor != 0:
			if err := fd.wait(mode); err != nil {
				return err
			}
			continue
		}
		return err
	}
}

func (fd *FD) tryRead(operation func() error) error  { return fd.try(&fd.readers, 'r', operation) }
func (fd *FD) tryWrite(operation func() error) error { return fd.try(&fd.writers, 'w', operation) }

// with calls an operation that does not wait for the descriptor.
func (fd *FD) with(operation func() error) error {
	if err := fd.acquire(); err != nil {
		return err
	}
	defer fd.release()
	for {
		if err := operation(); err != syscall.EINTR {
			return err
		}
	}
}

// SetDeadline sets when reads and writes fail with ErrDeadlineExceeded; never
// for a zero time.
func (fd *FD) SetDeadline(t time.Time) error { return fd.setDeadline(t, 'r'+'w') }

// SetReadDeadline is SetDeadline for reads.
func (fd *FD) SetReadDeadline(t time.Time) error { return fd.setDeadline(t, 'r') }

// SetWriteDeadline is SetDeadline for writes.
func (fd *FD) SetWriteDeadline(t time.Time) error { return fd.setDeadline(t, 'w') }

func (fd *FD) setDeadline(t time.Time, mode int) error {
	delay := int64(0)
	if !t.IsZero() {
		delay = int64(time.Until(t))
		if delay == 0 {
			delay = -1 // 0 would be no deadline
		}
	}
	if err := fd.acquire(); err != nil {
		return err
	}
	defer fd.release()
	if fd.descriptor == 0 {
		return ErrNoDeadline
	}
	runtime_pollSetDeadline(fd.descriptor, delay, mode)
	return nil
}

// SetBlocking makes operations wait in the kernel.
func (fd *FD) SetBlocking() error {
	if err := fd.acquire(); err != nil {
		return err
	}
	defer fd.release()
	atomic.StoreUint32(&fd.isBlocking, 1)
	return syscall.SetNonblock(fd.Sysfd, false)
}

// IsPollDescriptor reports whether a descriptor is the poller's own.
func IsPollDescriptor(fd uintptr) bool { return runtime_isPollServerDescriptor(fd) }

// DupCloseOnExec copies a descriptor. With an error it returns the name of the
// call that failed.
func DupCloseOnExec(fd int) (int, string, error) {
	r, _, e := syscall.RawSyscall(syscall.SYS_FCNTL, uintptr(fd), syscall.F_DUPFD_CLOEXEC, 0)
	if e != 0 {
		return -1, "fcntl", e
	}
	return int(r), "", nil
}

// Dup copies the descriptor.
func (fd *FD) Dup() (int, string, error) {
	if err := fd.acquire(); err != nil {
		return -1, "", err
	}
	defer fd.release()
	return DupCloseOnExec(fd.Sysfd)
}

// RawControl calls f with the descriptor.
func (fd *FD) RawControl(f func(uintptr)) error {
	if err := fd.acquire(); err != nil {
		return err
	}
	defer fd.release()
	f(uintptr(fd.Sysfd))
	return nil
}

// RawRead calls f with the descriptor whenever there may be something to
// read, until it returns true.
func (fd *FD) RawRead(f func(uintptr) bool) error {
	return fd.raw(&fd.readers, 'r', f)
}

// RawWrite is RawRead for writing.
func (fd *FD) RawWrite(f func(uintptr) bool) error {
	return fd.raw(&fd.writers, 'w', f)
}

func (fd *FD) raw(direction *sync.Mutex, mode int, f func(uintptr) bool) error {
	return fd.try(direction, mode, func() error {
		if f(uintptr(fd.Sysfd)) {
			return nil
		}
		if fd.descriptor == 0 {
			return fd.wait(mode)
		}
		return syscall.EAGAIN
	})
}

// WaitWrite waits until the descriptor can be written to.
func (fd *FD) WaitWrite() error {
	if err := fd.acquire(); err != nil {
		return err
	}
	defer fd.release()
	return fd.wait('w')
}
