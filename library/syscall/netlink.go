// This file holds the kernel's tables of devices, addresses and routes.

package syscall

import "unsafe"

// A NetlinkRouteRequest asks for a table.
type NetlinkRouteRequest struct {
	Header NlMsghdr
	Data   RtGenmsg
}

// netlinkAlignment is what parts of messages are aligned to.
func netlinkAligned(n int) int { return (n + NLMSG_ALIGNTO - 1) &^ (NLMSG_ALIGNTO - 1) }

// NetlinkRIB returns one of the tables, as messages one behind the other.
func NetlinkRIB(proto, family int) ([]byte, error) {
	s, err := Socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE)
	if err != nil {
		return nil, err
	}
	defer Close(s)
	if err := Bind(s, &SockaddrNetlink{Family: AF_NETLINK}); err != nil {
		return nil, err
	}
	// Seventeen bytes count, but the structure is padded.
	request := NetlinkRouteRequest{
		Header: NlMsghdr{Len: NLMSG_HDRLEN + SizeofRtGenmsg, Type: uint16(proto), Flags: NLM_F_DUMP | NLM_F_REQUEST, Seq: 1},
		Data:   RtGenmsg{Family: uint8(family)},
	}
	wire := unsafe.Slice((*byte)(unsafe.Pointer(&request)), int(request.Header.Len))
	if err := Sendto(s, wire, 0, &SockaddrNetlink{Family: AF_NETLINK}); err != nil {
		return nil, err
	}
	name, err := Getsockname(s)
	if err != nil {
		return nil, err
	}
	own, ok := name.(*SockaddrNetlink)
	if !ok {
		return nil, errInvalid
	}
	var table []byte
	buffer := make([]byte, Getpagesize())
	for {
		n, _, err := Recvfrom(s, buffer, 0)
		if err != nil {
			return nil, err
		}
		if n < NLMSG_HDRLEN {
			return nil, errInvalid
		}
		table = append(table, buffer[:n]...)
		messages, err := ParseNetlinkMessage(buffer[:n])
		if err != nil {
			return nil, err
		}
		for _, m := range messages {
			switch {
			case m.Header.Seq != 1 || m.Header.Pid != own.Pid:
				return nil, errInvalid
			case m.Header.Type == NLMSG_DONE:
				return table, nil
			case m.Header.Type == NLMSG_ERROR:
				return nil, errInvalid
			}
		}
	}
}

// ParseNetlinkMessage takes messages apart.
func ParseNetlinkMessage(b []byte) ([]NetlinkMessage, error) {
	var list []NetlinkMessage
	for len(b) >= NLMSG_HDRLEN {
		header := (*NlMsghdr)(unsafe.Pointer(&b[0]))
		length := int(header.Len)
		if length < NLMSG_HDRLEN || netlinkAligned(length) > len(b) {
			return nil, errInvalid
		}
		list = append(list, NetlinkMessage{*header, b[NLMSG_HDRLEN:length]})
		b = b[netlinkAligned(length):]
	}
	return list, nil
}

// ParseNetlinkRouteAttr returns the attributes of a message about a device, an
// address or a route.
func ParseNetlinkRouteAttr(m *NetlinkMessage) ([]NetlinkRouteAttr, error) {
	fixed := 0
	switch m.Header.Type {
	case RTM_NEWLINK, RTM_DELLINK:
		fixed = SizeofIfInfomsg
	case RTM_NEWADDR, RTM_DELADDR:
		fixed = SizeofIfAddrmsg
	case RTM_NEWROUTE, RTM_DELROUTE:
		fixed = SizeofRtMsg
	default:
		return nil, errInvalid
	}
	if len(m.Data) < fixed {
		return nil, errInvalid
	}
	var list []NetlinkRouteAttr
	for b := m.Data[fixed:]; len(b) >= SizeofRtAttr; {
		attribute := (*RtAttr)(unsafe.Pointer(&b[0]))
		length := int(attribute.Len)
		if length < SizeofRtAttr || length > len(b) {
			return nil, errInvalid
		}
		list = append(list, NetlinkRouteAttr{*attribute, b[SizeofRtAttr:length]})
		b = b[min(netlinkAligned(length), len(b)):]
	}
	return list, nil
}
