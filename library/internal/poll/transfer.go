// This file holds reading and writing.

package poll

import (
	"io"
	"syscall"
	"unsafe"
)

// most is how much a stream transfers at a time: more is an error for some
// systems.
const most = 1 << 30

// call makes a system call about the descriptor: one that returns at once if
// the poller watches it.
func (fd *FD) call(number uintptr, b []byte) (int, syscall.Errno) {
	p := uintptr(unsafe.Pointer(unsafe.SliceData(b)))
	if fd.isPolled() {
		n, _, e := syscall.RawSyscall(number, uintptr(fd.Sysfd), p, uintptr(len(b)))
		return int(n), e
	}
	n, _, e := syscall.Syscall(number, uintptr(fd.Sysfd), p, uintptr(len(b)))
	return int(n), e
}

// endOr returns io.EOF if nothing was read where that means the end.
func (fd *FD) endOr(n int, err error) error {
	if n == 0 && err == nil && fd.ZeroReadIsEOF {
		return io.EOF
	}
	return err
}

// Read reads up to len(p) bytes.
func (fd *FD) Read(p []byte) (n int, err error) {
	if err := fd.lock(&fd.readers); err != nil {
		return 0, err
	}
	if len(p) > 0 {
		if fd.IsStream && len(p) > most {
			p = p[:most]
		}
		n, err = fd.transfer(syscall.SYS_READ, 'r', p)
		err = fd.endOr(n, err)
	}
	fd.unlock(&fd.readers)
	return n, err
}

// Write writes all of p.
func (fd *FD) Write(p []byte) (done int, err error) {
	if err := fd.lock(&fd.writers); err != nil {
		return 0, err
	}
	for {
		piece := p[done:]
		if fd.IsStream && len(piece) > most {
			piece = piece[:most]
		}
		var n int
		n, err = fd.transfer(syscall.SYS_WRITE, 'w', piece)
		done += n
		if n == 0 && err == nil && len(piece) > 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil || done == len(p) {
			break
		}
	}
	fd.unlock(&fd.writers)
	return done, err
}

// transfer reads or writes once, as soon as that is possible.
func (fd *FD) transfer(number uintptr, mode int, p []byte) (int, error) {
	err := fd.prepare(mode)
	for err == nil {
		n, e := fd.call(number, p)
		switch {
		case e == 0:
			return n, nil
		case e == syscall.EINTR:
		case e == syscall.EAGAIN && fd.descriptor != 0:
			err = fd.wait(mode)
		default:
			err = e
		}
	}
	return 0, err
}

// WriteOnce writes as much of p as one call takes.
func (fd *FD) WriteOnce(p []byte) (n int, err error) {
	err = fd.with(func() (err error) {
		n, err = syscall.Write(fd.Sysfd, p)
		return err
	})
	return max(n, 0), err
}

// Pread reads from an offset.
func (fd *FD) Pread(p []byte, off int64) (n int, err error) {
	if fd.IsStream && len(p) > most {
		p = p[:most]
	}
	err = fd.with(func() (err error) {
		n, err = syscall.Pread(fd.Sysfd, p, off)
		return err
	})
	n = max(n, 0)
	return n, fd.endOr(n, err)
}

// Pwrite writes all of p at an offset.
func (fd *FD) Pwrite(p []byte, off int64) (done int, err error) {
	err = fd.with(func() error {
		for {
			piece := p[done:]
			if fd.IsStream && len(piece) > most {
				piece = piece[:most]
			}
			n, err := syscall.Pwrite(fd.Sysfd, piece, off+int64(done))
			if err != nil {
				return err
			}
			done += n
			if done == len(p) {
				return nil
			}
			if n == 0 {
				return io.ErrUnexpectedEOF
			}
		}
	})
	return done, err
}

// Writev writes the buffers, and takes what was written out of the list.
func (fd *FD) Writev(v *[][]byte) (int64, error) {
	const mostBuffers = 1024
	var done int64
	vectors := make([]syscall.Iovec, 0, min(len(*v), mostBuffers))
	err := fd.tryWrite(func() error {
		for len(*v) > 0 {
			vectors = vectors[:0]
			size := 0
			for _, b := range *v {
				if len(vectors) == mostBuffers || size == most {
					break
				}
				if len(b) > 0 {
					b = b[:min(len(b), most-size)]
					size += len(b)
					vectors = append(vectors, syscall.Iovec{Base: &b[0], Len: uint64(len(b))})
				}
			}
			if len(vectors) == 0 {
				*v = nil
				return nil
			}
			n, _, e := syscall.Syscall(syscall.SYS_WRITEV, uintptr(fd.Sysfd), uintptr(unsafe.Pointer(&vectors[0])), uintptr(len(vectors)))
			if e != 0 {
				return e
			}
			TestHookDidWritev(int(n))
			done += int64(n)
			consume(v, int(n))
			if n == 0 {
				return io.ErrUnexpectedEOF
			}
		}
		return nil
	})
	return done, err
}

// consume removes the first n bytes of the buffers.
func consume(v *[][]byte, n int) {
	for len(*v) > 0 {
		first := (*v)[0]
		if len(first) > n {
			(*v)[0] = first[n:]
			return
		}
		n -= len(first)
		(*v)[0] = nil
		*v = (*v)[1:]
	}
}

// SendFile copies from an open file to the descriptor: up to size bytes, all
// if size is not positive. It reports whether it could, so that nothing
// else needs to be tried.
func SendFile(dstFD *FD, src uintptr, size int64) (n int64, err error, handled bool) {
	defer func() { TestHookDidSendFile(dstFD, src, n, err, handled) }()
	const piece = 4 << 20
	err = dstFD.tryWrite(func() error {
		for size <= 0 || n < size {
			count := int64(piece)
			if size > 0 {
				count = min(count, size-n)
			}
			m, err := syscall.Sendfile(dstFD.Sysfd, int(src), nil, int(count))
			if err != nil {
				return err
			}
			if m == 0 {
				return nil
			}
			n += int64(m)
		}
		return nil
	})
	switch err {
	case syscall.ENOSYS, syscall.EINVAL, syscall.EOPNOTSUPP, syscall.EPERM, syscall.EIO:
		if n == 0 {
			return 0, nil, false
		}
	}
	return n, err, true
}

// Splice would move data between sockets inside of the kernel; copying it
// does the same.
func Splice(dst, src *FD, remain int64) (written int64, handled bool, err error) {
	return 0, false, nil
}
