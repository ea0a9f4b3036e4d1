// This file holds messages with control data.

package syscall

import "unsafe"

// message prepares a message of p, control data and room for an address. A
// message of control data alone carries one byte, except for datagrams.
func message(fd int, m *Msghdr, v *Iovec, p, oob []byte, spare *byte) error {
	m.Iov, m.Iovlen = v, 1
	v.Base, v.Len = unsafe.SliceData(p), uint64(len(p))
	if len(oob) == 0 {
		return nil
	}
	m.Control = &oob[0]
	m.SetControllen(len(oob))
	if len(p) > 0 {
		return nil
	}
	kind, err := GetsockoptInt(fd, SOL_SOCKET, SO_TYPE)
	if err == nil && kind != SOCK_DGRAM {
		v.Base, v.Len = spare, 1
	}
	return err
}

// receiveMessage reads a message; the address goes to where the caller wants.
func receiveMessage(fd int, p, oob []byte, flags int, from unsafe.Pointer, room uint32) (n, oobn, recvflags int, err error) {
	var m Msghdr
	var v Iovec
	var spare byte
	if err := message(fd, &m, &v, p, oob, &spare); err != nil {
		return 0, 0, 0, err
	}
	m.Name, m.Namelen = (*byte)(from), room
	n, err = number(on(SYS_RECVMSG, uintptr(fd), address(&m), uintptr(flags)))
	if err != nil {
		return 0, 0, 0, err
	}
	if len(p) == 0 {
		n = 0
	}
	return n, int(m.Controllen), int(m.Flags), nil
}

// sendMessage writes a message and returns how much of p.
func sendMessage(fd int, p, oob []byte, to unsafe.Pointer, length _Socklen, flags int) (n int, err error) {
	var m Msghdr
	var v Iovec
	var spare byte
	if err := message(fd, &m, &v, p, oob, &spare); err != nil {
		return 0, err
	}
	m.Name, m.Namelen = (*byte)(to), uint32(length)
	n, err = number(on(SYS_SENDMSG, uintptr(fd), address(&m), uintptr(flags)))
	if err != nil {
		return 0, err
	}
	if len(oob) > 0 && len(p) == 0 {
		n = 0
	}
	return n, nil
}

// Recvmsg reads a message with control data.
func Recvmsg(fd int, p, oob []byte, flags int) (n, oobn int, recvflags int, from Sockaddr, err error) {
	var raw RawSockaddrAny
	n, oobn, recvflags, err = receiveMessage(fd, p, oob, flags, unsafe.Pointer(&raw), SizeofSockaddrAny)
	if err == nil && raw.Addr.Family != AF_UNSPEC {
		from, err = anySockaddr(&raw, SizeofSockaddrAny)
	}
	return n, oobn, recvflags, from, err
}

// Sendmsg writes a message with control data.
func Sendmsg(fd int, p, oob []byte, to Sockaddr, flags int) (err error) {
	_, err = SendmsgN(fd, p, oob, to, flags)
	return err
}

// SendmsgN is Sendmsg that returns how many bytes of p were sent.
func SendmsgN(fd int, p, oob []byte, to Sockaddr, flags int) (n int, err error) {
	var address unsafe.Pointer
	var length _Socklen
	if to != nil {
		if address, length, err = to.sockaddr(); err != nil {
			return 0, err
		}
	}
	return sendMessage(fd, p, oob, address, length, flags)
}

func sendmsgNInet4(fd int, p, oob []byte, to *SockaddrInet4, flags int) (n int, err error) {
	return SendmsgN(fd, p, oob, to, flags)
}

func sendmsgNInet6(fd int, p, oob []byte, to *SockaddrInet6, flags int) (n int, err error) {
	return SendmsgN(fd, p, oob, to, flags)
}

func recvmsgInet4(fd int, p, oob []byte, flags int, from *SockaddrInet4) (n, oobn int, recvflags int, err error) {
	var raw RawSockaddrInet4
	n, oobn, recvflags, err = receiveMessage(fd, p, oob, flags, unsafe.Pointer(&raw), SizeofSockaddrInet4)
	if err == nil {
		from.Port, from.Addr = int(swapped(raw.Port)), raw.Addr
	}
	return n, oobn, recvflags, err
}

func recvmsgInet6(fd int, p, oob []byte, flags int, from *SockaddrInet6) (n, oobn int, recvflags int, err error) {
	var raw RawSockaddrInet6
	n, oobn, recvflags, err = receiveMessage(fd, p, oob, flags, unsafe.Pointer(&raw), SizeofSockaddrInet6)
	if err == nil {
		from.Port, from.ZoneId, from.Addr = int(swapped(raw.Port)), raw.Scope_id, raw.Addr
	}
	return n, oobn, recvflags, err
}

// A SocketControlMessage is one piece of control data.
type SocketControlMessage struct {
	Header Cmsghdr
	Data   []byte
}

// SetLen sets the length.
func (cmsg *Cmsghdr) SetLen(length int) { cmsg.Len = uint64(length) }

// SetLen sets the length.
func (iov *Iovec) SetLen(length int) { iov.Len = uint64(length) }

// SetControllen sets the length of the control data.
func (msghdr *Msghdr) SetControllen(length int) { msghdr.Controllen = uint64(length) }

func aligned(n int) int { return (n + 7) &^ 7 }

// CmsgLen returns the length to store for so much data.
func CmsgLen(datalen int) int { return aligned(SizeofCmsghdr) + datalen }

// CmsgSpace returns the room for so much data.
func CmsgSpace(datalen int) int { return aligned(SizeofCmsghdr) + aligned(datalen) }

// ParseSocketControlMessage takes control data apart.
func ParseSocketControlMessage(b []byte) ([]SocketControlMessage, error) {
	var list []SocketControlMessage
	for len(b) >= SizeofCmsghdr {
		header := (*Cmsghdr)(unsafe.Pointer(&b[0]))
		if header.Len < SizeofCmsghdr || header.Len > uint64(len(b)) {
			return nil, errInvalid
		}
		list = append(list, SocketControlMessage{*header, b[aligned(SizeofCmsghdr):header.Len]})
		b = b[min(aligned(int(header.Len)), len(b)):]
	}
	return list, nil
}

// control makes a piece of control data of SOL_SOCKET.
func control(kind int32, size int) (b []byte, data unsafe.Pointer) {
	b = make([]byte, CmsgSpace(size))
	header := (*Cmsghdr)(unsafe.Pointer(&b[0]))
	header.Level, header.Type = SOL_SOCKET, kind
	header.SetLen(CmsgLen(size))
	return b, unsafe.Add(unsafe.Pointer(header), aligned(SizeofCmsghdr))
}

// UnixRights makes control data that passes descriptors on.
func UnixRights(fds ...int) []byte {
	b, data := control(SCM_RIGHTS, 4*len(fds))
	for i, fd := range fds {
		*(*int32)(unsafe.Add(data, 4*i)) = int32(fd)
	}
	return b
}

// ParseUnixRights returns the descriptors that were passed on.
func ParseUnixRights(m *SocketControlMessage) ([]int, error) {
	if m.Header.Level != SOL_SOCKET || m.Header.Type != SCM_RIGHTS {
		return nil, errInvalid
	}
	fds := make([]int, 0, len(m.Data)/4)
	for i := 0; i+4 <= len(m.Data); i += 4 {
		fds = append(fds, int(*(*int32)(unsafe.Pointer(&m.Data[i]))))
	}
	return fds, nil
}

// UnixCredentials makes control data with the sender's identity.
func UnixCredentials(ucred *Ucred) []byte {
	b, data := control(SCM_CREDENTIALS, SizeofUcred)
	*(*Ucred)(data) = *ucred
	return b
}

// ParseUnixCredentials returns the sender's identity.
func ParseUnixCredentials(m *SocketControlMessage) (*Ucred, error) {
	if m.Header.Level != SOL_SOCKET || m.Header.Type != SCM_CREDENTIALS || len(m.Data) < SizeofUcred {
		return nil, errInvalid
	}
	ucred := *(*Ucred)(unsafe.Pointer(&m.Data[0]))
	return &ucred, nil
}
