// This file holds the options of sockets.

package syscall

import "unsafe"

// getOption reads an option of type T.
func getOption[T any](fd, level, opt int) (value T, err error) {
	length := _Socklen(unsafe.Sizeof(value))
	err = getsockopt(fd, level, opt, unsafe.Pointer(&value), &length)
	return value, err
}

// getPointed is getOption with a pointer to the result.
func getPointed[T any](fd, level, opt int) (*T, error) {
	value, err := getOption[T](fd, level, opt)
	return &value, err
}

// setOption sets an option of type T.
func setOption[T any](fd, level, opt int, value *T) error {
	return setsockopt(fd, level, opt, unsafe.Pointer(value), unsafe.Sizeof(*value))
}

// getsockopt and setsockopt are linked to by other packages.
func getsockopt(s int, level int, name int, val unsafe.Pointer, vallen *_Socklen) (err error) {
	return status(call(SYS_GETSOCKOPT, uintptr(s), uintptr(level), uintptr(name), uintptr(val), address(vallen)))
}

func setsockopt(s int, level int, name int, val unsafe.Pointer, vallen uintptr) (err error) {
	return status(call(SYS_SETSOCKOPT, uintptr(s), uintptr(level), uintptr(name), uintptr(val), vallen))
}

// GetsockoptInt reads a number.
func GetsockoptInt(fd, level, opt int) (value int, err error) {
	n, err := getOption[int32](fd, level, opt)
	return int(n), err
}

// GetsockoptInet4Addr reads an address.
func GetsockoptInet4Addr(fd, level, opt int) (value [4]byte, err error) {
	return getOption[[4]byte](fd, level, opt)
}

// GetsockoptIPMreq reads a group membership.
func GetsockoptIPMreq(fd, level, opt int) (*IPMreq, error) {
	return getPointed[IPMreq](fd, level, opt)
}

// GetsockoptIPMreqn reads a group membership with a device.
func GetsockoptIPMreqn(fd, level, opt int) (*IPMreqn, error) {
	return getPointed[IPMreqn](fd, level, opt)
}

// GetsockoptIPv6Mreq reads a group membership.
func GetsockoptIPv6Mreq(fd, level, opt int) (*IPv6Mreq, error) {
	return getPointed[IPv6Mreq](fd, level, opt)
}

// GetsockoptIPv6MTUInfo reads the largest packet of a path.
func GetsockoptIPv6MTUInfo(fd, level, opt int) (*IPv6MTUInfo, error) {
	return getPointed[IPv6MTUInfo](fd, level, opt)
}

// GetsockoptICMPv6Filter reads which messages pass.
func GetsockoptICMPv6Filter(fd, level, opt int) (*ICMPv6Filter, error) {
	return getPointed[ICMPv6Filter](fd, level, opt)
}

// GetsockoptUcred reads the peer's identity.
func GetsockoptUcred(fd, level, opt int) (*Ucred, error) {
	return getPointed[Ucred](fd, level, opt)
}

// SetsockoptByte sets a byte.
func SetsockoptByte(fd, level, opt int, value byte) (err error) {
	return setOption(fd, level, opt, &value)
}

// SetsockoptInt sets a number.
func SetsockoptInt(fd, level, opt int, value int) (err error) {
	n := int32(value)
	return setOption(fd, level, opt, &n)
}

// SetsockoptInet4Addr sets an address.
func SetsockoptInet4Addr(fd, level, opt int, value [4]byte) (err error) {
	return setOption(fd, level, opt, &value)
}

// SetsockoptIPMreq sets a group membership.
func SetsockoptIPMreq(fd, level, opt int, mreq *IPMreq) (err error) {
	return setOption(fd, level, opt, mreq)
}

// SetsockoptIPMreqn sets a group membership with a device.
func SetsockoptIPMreqn(fd, level, opt int, mreq *IPMreqn) (err error) {
	return setOption(fd, level, opt, mreq)
}

// SetsockoptIPv6Mreq sets a group membership.
func SetsockoptIPv6Mreq(fd, level, opt int, mreq *IPv6Mreq) (err error) {
	return setOption(fd, level, opt, mreq)
}

// SetsockoptICMPv6Filter sets which messages pass.
func SetsockoptICMPv6Filter(fd, level, opt int, filter *ICMPv6Filter) error {
	return setOption(fd, level, opt, filter)
}

// SetsockoptLinger sets what closing does with unsent data.
func SetsockoptLinger(fd, level, opt int, l *Linger) (err error) {
	return setOption(fd, level, opt, l)
}

// SetsockoptTimeval sets a time.
func SetsockoptTimeval(fd, level, opt int, tv *Timeval) (err error) {
	return setOption(fd, level, opt, tv)
}

// SetsockoptString sets a string.
func SetsockoptString(fd, level, opt int, s string) (err error) {
	return setsockopt(fd, level, opt, unsafe.Pointer(unsafe.StringData(s)), uintptr(len(s)))
}

// BindToDevice restricts a socket to a device.
func BindToDevice(fd int, device string) (err error) {
	return SetsockoptString(fd, SOL_SOCKET, SO_BINDTODEVICE, device)
}
