// This file holds sockets and their addresses.

package syscall

import "unsafe"

// SocketDisableIPv6 is for tests: sockets of IPv6 cannot be made.
var SocketDisableIPv6 bool

// A RawConn gives access to a connection's descriptor.
type RawConn interface {
	Control(f func(fd uintptr)) error
	Read(f func(fd uintptr) (done bool)) error
	Write(f func(fd uintptr) (done bool)) error
}

// A Conn is something with a RawConn.
type Conn interface {
	SyscallConn() (RawConn, error)
}

type _Socklen uint32

// A Sockaddr is the address of a socket: one of the types below, as a pointer.
type Sockaddr interface {
	sockaddr() (ptr unsafe.Pointer, len _Socklen, err error)
}

// A SockaddrInet4 is an address of IPv4.
type SockaddrInet4 struct {
	Port int
	Addr [4]byte
	raw  RawSockaddrInet4
}

// A SockaddrInet6 is an address of IPv6.
type SockaddrInet6 struct {
	Port   int
	ZoneId uint32
	Addr   [16]byte
	raw    RawSockaddrInet6
}

// A SockaddrUnix is the path of a socket in the file system, or behind an @ a
// name without one.
type SockaddrUnix struct {
	Name string
	raw  RawSockaddrUnix
}

// A SockaddrLinklayer is the address of a device.
type SockaddrLinklayer struct {
	Protocol uint16
	Ifindex  int
	Hatype   uint16
	Pkttype  uint8
	Halen    uint8
	Addr     [8]byte
	raw      RawSockaddrLinklayer
}

// A SockaddrNetlink is an address inside of the kernel.
type SockaddrNetlink struct {
	Family uint16
	Pad    uint16
	Pid    uint32
	Groups uint32
	raw    RawSockaddrNetlink
}

// swapped exchanges the bytes of a port: addresses have the high one first.
func swapped(port uint16) uint16 { return port<<8 | port>>8 }

func (sa *SockaddrInet4) sockaddr() (unsafe.Pointer, _Socklen, error) {
	if sa.Port < 0 || sa.Port > 0xffff {
		return nil, 0, errInvalid
	}
	sa.raw = RawSockaddrInet4{Family: AF_INET, Port: swapped(uint16(sa.Port)), Addr: sa.Addr}
	return unsafe.Pointer(&sa.raw), SizeofSockaddrInet4, nil
}

func (sa *SockaddrInet6) sockaddr() (unsafe.Pointer, _Socklen, error) {
	if sa.Port < 0 || sa.Port > 0xffff {
		return nil, 0, errInvalid
	}
	sa.raw = RawSockaddrInet6{Family: AF_INET6, Port: swapped(uint16(sa.Port)), Addr: sa.Addr, Scope_id: sa.ZoneId}
	return unsafe.Pointer(&sa.raw), SizeofSockaddrInet6, nil
}

func (sa *SockaddrUnix) sockaddr() (unsafe.Pointer, _Socklen, error) {
	name := sa.Name
	isAbstract := name != "" && (name[0] == '@' || name[0] == 0)
	if len(name) > len(sa.raw.Path) || len(name) == len(sa.raw.Path) && !isAbstract {
		return nil, 0, errInvalid
	}
	sa.raw = RawSockaddrUnix{Family: AF_UNIX}
	for i := 0; i < len(name); i++ {
		sa.raw.Path[i] = int8(name[i])
	}
	length := _Socklen(2)
	if name != "" {
		length += _Socklen(len(name)) + 1 // the zero byte counts
	}
	if isAbstract {
		sa.raw.Path[0] = 0
		length-- // but not here
	}
	return unsafe.Pointer(&sa.raw), length, nil
}

func (sa *SockaddrLinklayer) sockaddr() (unsafe.Pointer, _Socklen, error) {
	if sa.Ifindex < 0 || sa.Ifindex > 0x7fffffff {
		return nil, 0, errInvalid
	}
	sa.raw = RawSockaddrLinklayer{
		Family: AF_PACKET, Protocol: sa.Protocol, Ifindex: int32(sa.Ifindex),
		Hatype: sa.Hatype, Pkttype: sa.Pkttype, Halen: sa.Halen, Addr: sa.Addr,
	}
	return unsafe.Pointer(&sa.raw), SizeofSockaddrLinklayer, nil
}

func (sa *SockaddrNetlink) sockaddr() (unsafe.Pointer, _Socklen, error) {
	sa.raw = RawSockaddrNetlink{Family: AF_NETLINK, Pad: sa.Pad, Pid: sa.Pid, Groups: sa.Groups}
	return unsafe.Pointer(&sa.raw), SizeofSockaddrNetlink, nil
}

// anySockaddr translates the kernel's form of an address.
func anySockaddr(raw *RawSockaddrAny, length _Socklen) (Sockaddr, error) {
	p := unsafe.Pointer(raw)
	switch raw.Addr.Family {
	case AF_INET:
		from := (*RawSockaddrInet4)(p)
		return &SockaddrInet4{Port: int(swapped(from.Port)), Addr: from.Addr}, nil
	case AF_INET6:
		from := (*RawSockaddrInet6)(p)
		return &SockaddrInet6{Port: int(swapped(from.Port)), ZoneId: from.Scope_id, Addr: from.Addr}, nil
	case AF_UNIX:
		return &SockaddrUnix{Name: unixName((*RawSockaddrUnix)(p))}, nil
	case AF_PACKET:
		from := (*RawSockaddrLinklayer)(p)
		return &SockaddrLinklayer{
			Protocol: from.Protocol, Ifindex: int(from.Ifindex), Hatype: from.Hatype,
			Pkttype: from.Pkttype, Halen: from.Halen, Addr: from.Addr,
		}, nil
	case AF_NETLINK:
		from := (*RawSockaddrNetlink)(p)
		return &SockaddrNetlink{Family: from.Family, Pad: from.Pad, Pid: from.Pid, Groups: from.Groups}, nil
	}
	return nil, EAFNOSUPPORT
}

// unixName returns the name in an address: names without a file begin with a
// zero byte there, with an @ here.
func unixName(raw *RawSockaddrUnix) string {
	path := (*[len(raw.Path)]byte)(unsafe.Pointer(&raw.Path))
	name := make([]byte, 0, len(path))
	for i, c := range path {
		if i == 0 && c == 0 {
			c = '@'
		} else if c == 0 {
			break
		}
		name = append(name, c)
	}
	return string(name)
}

// Socket makes a socket.
func Socket(domain, typ, proto int) (fd int, err error) {
	if domain == AF_INET6 && SocketDisableIPv6 {
		return -1, EAFNOSUPPORT
	}
	return number(call(SYS_SOCKET, uintptr(domain), uintptr(typ), uintptr(proto), 0, 0))
}

// Socketpair makes two connected sockets.
func Socketpair(domain, typ, proto int) (fd [2]int, err error) {
	var fds [2]int32
	err = status(call(SYS_SOCKETPAIR, uintptr(domain), uintptr(typ), uintptr(proto), address(&fds), 0))
	if err == nil {
		fd = [2]int{int(fds[0]), int(fds[1])}
	}
	return fd, err
}

// Bind gives a socket its address.
func Bind(fd int, sa Sockaddr) (err error) {
	p, n, err := sa.sockaddr()
	if err != nil {
		return err
	}
	return status(call(SYS_BIND, uintptr(fd), uintptr(p), uintptr(n), 0, 0))
}

// Connect connects a socket.
func Connect(fd int, sa Sockaddr) (err error) {
	p, n, err := sa.sockaddr()
	if err != nil {
		return err
	}
	return status(on(SYS_CONNECT, uintptr(fd), uintptr(p), uintptr(n)))
}

// Listen makes a socket accept connections.
func Listen(s int, n int) (err error) {
	return status(call(SYS_LISTEN, uintptr(s), uintptr(n), 0, 0, 0))
}

// Accept waits for a connection.
func Accept(fd int) (nfd int, sa Sockaddr, err error) { return Accept4(fd, 0) }

// Accept4 is Accept with flags for the new socket.
func Accept4(fd int, flags int) (nfd int, sa Sockaddr, err error) {
	var raw RawSockaddrAny
	length := _Socklen(SizeofSockaddrAny)
	nfd, err = number(blockingCall(SYS_ACCEPT4, uintptr(fd), address(&raw), address(&length), uintptr(flags), 0))
	if err != nil {
		return -1, nil, err
	}
	sa, err = anySockaddr(&raw, length)
	if err != nil {
		Close(nfd)
		return -1, nil, err
	}
	return nfd, sa, nil
}

func socketName(callNumber uintptr, fd int) (sa Sockaddr, err error) {
	var raw RawSockaddrAny
	length := _Socklen(SizeofSockaddrAny)
	if err := status(call(callNumber, uintptr(fd), address(&raw), address(&length), 0, 0)); err != nil {
		return nil, err
	}
	return anySockaddr(&raw, length)
}

// Getsockname returns a socket's own address.
func Getsockname(fd int) (sa Sockaddr, err error) { return socketName(SYS_GETSOCKNAME, fd) }

// Getpeername returns the address a socket is connected to.
func Getpeername(fd int) (sa Sockaddr, err error) { return socketName(SYS_GETPEERNAME, fd) }

// Shutdown ends one or both directions of a connection.
func Shutdown(fd int, how int) (err error) {
	return status(call(SYS_SHUTDOWN, uintptr(fd), uintptr(how), 0, 0, 0))
}

// receive makes the call that reads a message and where it came from. An empty
// address is left as it is.
func receive(fd int, p []byte, flags int, raw unsafe.Pointer, length *_Socklen) (n int, err error) {
	arguments := [6]uintptr{uintptr(fd), sliceAddress(p), uintptr(len(p)), uintptr(flags), uintptr(raw), address(length)}
	return number(blockingCall6(SYS_RECVFROM, &arguments))
}

// send makes the call that writes a message to an address.
func send(fd int, p []byte, flags int, to unsafe.Pointer, length _Socklen) error {
	arguments := [6]uintptr{uintptr(fd), sliceAddress(p), uintptr(len(p)), uintptr(flags), uintptr(to), uintptr(length)}
	return status(blockingCall6(SYS_SENDTO, &arguments))
}

// Recvfrom reads a message.
func Recvfrom(fd int, p []byte, flags int) (n int, from Sockaddr, err error) {
	var raw RawSockaddrAny
	length := _Socklen(SizeofSockaddrAny)
	if n, err = receive(fd, p, flags, unsafe.Pointer(&raw), &length); err != nil {
		return n, nil, err
	}
	if raw.Addr.Family != AF_UNSPEC {
		from, err = anySockaddr(&raw, length)
	}
	return n, from, err
}

// Sendto writes a message.
func Sendto(fd int, p []byte, flags int, to Sockaddr) (err error) {
	var address unsafe.Pointer
	var length _Socklen
	if to != nil {
		if address, length, err = to.sockaddr(); err != nil {
			return err
		}
	}
	return send(fd, p, flags, address, length)
}

func recvfromInet4(fd int, p []byte, flags int, from *SockaddrInet4) (n int, err error) {
	var raw RawSockaddrInet4
	length := _Socklen(SizeofSockaddrInet4)
	if n, err = receive(fd, p, flags, unsafe.Pointer(&raw), &length); err == nil {
		from.Port, from.Addr = int(swapped(raw.Port)), raw.Addr
	}
	return n, err
}

func recvfromInet6(fd int, p []byte, flags int, from *SockaddrInet6) (n int, err error) {
	var raw RawSockaddrInet6
	length := _Socklen(SizeofSockaddrInet6)
	if n, err = receive(fd, p, flags, unsafe.Pointer(&raw), &length); err == nil {
		from.Port, from.ZoneId, from.Addr = int(swapped(raw.Port)), raw.Scope_id, raw.Addr
	}
	return n, err
}

func sendtoInet4(fd int, p []byte, flags int, to *SockaddrInet4) (err error) {
	return Sendto(fd, p, flags, to)
}

func sendtoInet6(fd int, p []byte, flags int, to *SockaddrInet6) (err error) {
	return Sendto(fd, p, flags, to)
}
