// This file holds what only sockets can do.

package poll

import (
	"syscall"
	_ "unsafe" // for go:linkname
)

// Functions of package syscall that it does not export.
//
//go:linkname recvfromInet4 syscall.recvfromInet4
func recvfromInet4(fd int, p []byte, flags int, from *syscall.SockaddrInet4) (n int, err error)

//go:linkname recvfromInet6 syscall.recvfromInet6
func recvfromInet6(fd int, p []byte, flags int, from *syscall.SockaddrInet6) (n int, err error)

//go:linkname recvmsgInet4 syscall.recvmsgInet4
func recvmsgInet4(fd int, p, oob []byte, flags int, from *syscall.SockaddrInet4) (n, oobn int, recvflags int, err error)

//go:linkname recvmsgInet6 syscall.recvmsgInet6
func recvmsgInet6(fd int, p, oob []byte, flags int, from *syscall.SockaddrInet6) (n, oobn int, recvflags int, err error)

// Accept waits for a connection and returns its descriptor, in non-blocking
// mode. With an error it returns the name of the call that failed.
func (fd *FD) Accept() (s int, address syscall.Sockaddr, call string, err error) {
	err = fd.tryRead(func() (err error) {
		call = "accept"
		s, address, err = AcceptFunc(fd.Sysfd, syscall.SOCK_NONBLOCK|syscall.SOCK_CLOEXEC)
		if err == syscall.ECONNABORTED {
			return syscall.EINTR // the peer gave up: there may be another one
		}
		if err != nil {
			call = "accept4"
		}
		return err
	})
	if err != nil {
		if _, ok := err.(syscall.Errno); !ok {
			call = ""
		}
		return -1, nil, call, err
	}
	return s, address, "", nil
}

// ReadFrom reads a message and its origin.
func (fd *FD) ReadFrom(p []byte) (n int, from syscall.Sockaddr, err error) {
	err = fd.tryRead(func() (err error) {
		n, from, err = syscall.Recvfrom(fd.Sysfd, p, 0)
		return err
	})
	n = max(n, 0)
	return n, from, fd.endOr(n, err)
}

// ReadFromInet4 is ReadFrom for IPv4.
func (fd *FD) ReadFromInet4(p []byte, from *syscall.SockaddrInet4) (n int, err error) {
	err = fd.tryRead(func() (err error) {
		n, err = recvfromInet4(fd.Sysfd, p, 0, from)
		return err
	})
	n = max(n, 0)
	return n, fd.endOr(n, err)
}

// ReadFromInet6 is ReadFrom for IPv6.
func (fd *FD) ReadFromInet6(p []byte, from *syscall.SockaddrInet6) (n int, err error) {
	err = fd.tryRead(func() (err error) {
		n, err = recvfromInet6(fd.Sysfd, p, 0, from)
		return err
	})
	n = max(n, 0)
	return n, fd.endOr(n, err)
}

// ReadMsg reads a message with control data.
func (fd *FD) ReadMsg(p []byte, oob []byte, flags int) (n, oobn, sysflags int, sa syscall.Sockaddr, err error) {
	err = fd.tryRead(func() (err error) {
		n, oobn, sysflags, sa, err = syscall.Recvmsg(fd.Sysfd, p, oob, flags)
		return err
	})
	return n, oobn, sysflags, sa, fd.endOr(n, err)
}

// ReadMsgInet4 is ReadMsg for IPv4.
func (fd *FD) ReadMsgInet4(p []byte, oob []byte, flags int, sa4 *syscall.SockaddrInet4) (n, oobn, sysflags int, err error) {
	err = fd.tryRead(func() (err error) {
		n, oobn, sysflags, err = recvmsgInet4(fd.Sysfd, p, oob, flags, sa4)
		return err
	})
	return n, oobn, sysflags, fd.endOr(n, err)
}

// ReadMsgInet6 is ReadMsg for IPv6.
func (fd *FD) ReadMsgInet6(p []byte, oob []byte, flags int, sa6 *syscall.SockaddrInet6) (n, oobn, sysflags int, err error) {
	err = fd.tryRead(func() (err error) {
		n, oobn, sysflags, err = recvmsgInet6(fd.Sysfd, p, oob, flags, sa6)
		return err
	})
	return n, oobn, sysflags, fd.endOr(n, err)
}

// WriteTo writes a message to an address.
func (fd *FD) WriteTo(p []byte, sa syscall.Sockaddr) (int, error) {
	err := fd.tryWrite(func() error { return syscall.Sendto(fd.Sysfd, p, 0, sa) })
	if err != nil {
		return 0, err
	}
	return len(p), nil
}

// WriteToInet4 is WriteTo for IPv4.
func (fd *FD) WriteToInet4(p []byte, sa *syscall.SockaddrInet4) (int, error) {
	return fd.WriteTo(p, sa)
}

// WriteToInet6 is WriteTo for IPv6.
func (fd *FD) WriteToInet6(p []byte, sa *syscall.SockaddrInet6) (int, error) {
	return fd.WriteTo(p, sa)
}

// WriteMsg writes a message with control data.
func (fd *FD) WriteMsg(p []byte, oob []byte, sa syscall.Sockaddr) (n int, oobn int, err error) {
	err = fd.tryWrite(func() (err error) {
		n, err = syscall.SendmsgN(fd.Sysfd, p, oob, sa, 0)
		return err
	})
	if err != nil {
		return n, 0, err
	}
	return n, len(oob), nil
}

// WriteMsgInet4 is WriteMsg for IPv4.
func (fd *FD) WriteMsgInet4(p []byte, oob []byte, sa *syscall.SockaddrInet4) (int, int, error) {
	if sa == nil {
		return fd.WriteMsg(p, oob, nil)
	}
	return fd.WriteMsg(p, oob, sa)
}

// WriteMsgInet6 is WriteMsg for IPv6.
func (fd *FD) WriteMsgInet6(p []byte, oob []byte, sa *syscall.SockaddrInet6) (int, int, error) {
	if sa == nil {
		return fd.WriteMsg(p, oob, nil)
	}
	return fd.WriteMsg(p, oob, sa)
}

// Shutdown ends one or both directions.
func (fd *FD) Shutdown(how int) error {
	return fd.with(func() error { return syscall.Shutdown(fd.Sysfd, how) })
}

// GetsockoptInt reads an option.
func (fd *FD) GetsockoptInt(level, name int) (value int, err error) {
	err = fd.with(func() (err error) {
		value, err = syscall.GetsockoptInt(fd.Sysfd, level, name)
		return err
	})
	return value, err
}

// SetsockoptInt sets an option.
func (fd *FD) SetsockoptInt(level, name, arg int) error {
	return fd.with(func() error { return syscall.SetsockoptInt(fd.Sysfd, level, name, arg) })
}

// SetsockoptByte sets an option.
func (fd *FD) SetsockoptByte(level, name int, arg byte) error {
	return fd.with(func() error { return syscall.SetsockoptByte(fd.Sysfd, level, name, arg) })
}

// SetsockoptInet4Addr sets an option.
func (fd *FD) SetsockoptInet4Addr(level, name int, arg [4]byte) error {
	return fd.with(func() error { return syscall.SetsockoptInet4Addr(fd.Sysfd, level, name, arg) })
}

// SetsockoptIPMreq sets an option.
func (fd *FD) SetsockoptIPMreq(level, name int, mreq *syscall.IPMreq) error {
	return fd.with(func() error { return syscall.SetsockoptIPMreq(fd.Sysfd, level, name, mreq) })
}

// SetsockoptIPMreqn sets an option.
func (fd *FD) SetsockoptIPMreqn(level, name int, mreq *syscall.IPMreqn) error {
	return fd.with(func() error { return syscall.SetsockoptIPMreqn(fd.Sysfd, level, name, mreq) })
}

// SetsockoptIPv6Mreq sets an option.
func (fd *FD) SetsockoptIPv6Mreq(level, name int, mreq *syscall.IPv6Mreq) error {
	return fd.with(func() error { return syscall.SetsockoptIPv6Mreq(fd.Sysfd, level, name, mreq) })
}

// SetsockoptLinger sets an option.
func (fd *FD) SetsockoptLinger(level, name int, l *syscall.Linger) error {
	return fd.with(func() error { return syscall.SetsockoptLinger(fd.Sysfd, level, name, l) })
}
