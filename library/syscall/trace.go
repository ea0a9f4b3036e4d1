// This file holds the tracing of processes, and filters of packets.

package syscall

import "unsafe"

func ptrace(request, pid int, address, data uintptr) error {
	return status(call(SYS_PTRACE, uintptr(request), uintptr(pid), address, data, 0))
}

// PC returns the program counter.
func (r *PtraceRegs) PC() uint64 { return r.Rip }

// SetPC sets the program counter.
func (r *PtraceRegs) SetPC(pc uint64) { r.Rip = pc }

// PtraceAttach begins to trace a process.
func PtraceAttach(pid int) (err error) { return ptrace(PTRACE_ATTACH, pid, 0, 0) }

// PtraceDetach ends the tracing.
func PtraceDetach(pid int) (err error) { return ptrace(PTRACE_DETACH, pid, 0, 0) }

// PtraceCont lets the process continue with a signal.
func PtraceCont(pid int, signal int) (err error) { return ptrace(PTRACE_CONT, pid, 0, uintptr(signal)) }

// PtraceSyscall lets it continue up to a system call.
func PtraceSyscall(pid int, signal int) (err error) {
	return ptrace(PTRACE_SYSCALL, pid, 0, uintptr(signal))
}

// PtraceSingleStep lets it execute one instruction.
func PtraceSingleStep(pid int) (err error) { return ptrace(PTRACE_SINGLESTEP, pid, 0, 0) }

// PtraceSetOptions sets at which events the process stops.
func PtraceSetOptions(pid int, options int) (err error) {
	return ptrace(PTRACE_SETOPTIONS, pid, 0, uintptr(options))
}

// PtraceGetEventMsg returns what belongs to the last event.
func PtraceGetEventMsg(pid int) (msg uint, err error) {
	err = ptrace(PTRACE_GETEVENTMSG, pid, 0, address(&msg))
	return msg, err
}

// PtraceGetRegs reads the registers.
func PtraceGetRegs(pid int, regsout *PtraceRegs) (err error) {
	return ptrace(PTRACE_GETREGS, pid, 0, address(regsout))
}

// PtraceSetRegs sets the registers.
func PtraceSetRegs(pid int, regs *PtraceRegs) (err error) {
	return ptrace(PTRACE_SETREGS, pid, 0, address(regs))
}

// transferWords reads or (with poke) writes memory of the process word by word.
func transferWords(pid int, at uintptr, data []byte, peek, poke int) (count int, err error) {
	for count < len(data) {
		place := at + uintptr(count)
		offset := int(place % 8)
		place -= uintptr(offset)
		var word [8]byte
		n := min(8-offset, len(data)-count)
		if poke == 0 || n < 8 {
			if err := ptrace(peek, pid, place, address(&word)); err != nil {
				return count, err
			}
		}
		if poke == 0 {
			copy(data[count:count+n], word[offset:])
		} else {
			copy(word[offset:], data[count:count+n])
			if err := ptrace(poke, pid, place, *(*uintptr)(unsafe.Pointer(&word))); err != nil {
				return count, err
			}
		}
		count += n
	}
	return count, nil
}

// PtracePeekText reads memory.
func PtracePeekText(pid int, addr uintptr, out []byte) (count int, err error) {
	return transferWords(pid, addr, out, PTRACE_PEEKTEXT, 0)
}

// PtracePeekData reads memory.
func PtracePeekData(pid int, addr uintptr, out []byte) (count int, err error) {
	return transferWords(pid, addr, out, PTRACE_PEEKDATA, 0)
}

// PtracePokeText writes memory.
func PtracePokeText(pid int, addr uintptr, data []byte) (count int, err error) {
	return transferWords(pid, addr, data, PTRACE_PEEKTEXT, PTRACE_POKETEXT)
}

// PtracePokeData writes memory.
func PtracePokeData(pid int, addr uintptr, data []byte) (count int, err error) {
	return transferWords(pid, addr, data, PTRACE_PEEKDATA, PTRACE_POKEDATA)
}

// LsfStmt returns a statement of a packet filter.
//
// Deprecated: use golang.org/x/net/bpf.
func LsfStmt(code, k int) *SockFilter {
	return &SockFilter{Code: uint16(code), K: uint32(k)}
}

// LsfJump returns a jump of a packet filter.
//
// Deprecated: use golang.org/x/net/bpf.
func LsfJump(code, k, jt, jf int) *SockFilter {
	return &SockFilter{Code: uint16(code), Jt: uint8(jt), Jf: uint8(jf), K: uint32(k)}
}

// LsfSocket makes a socket for the packets of a device.
//
// Deprecated: use golang.org/x/net/bpf.
func LsfSocket(ifindex, proto int) (int, error) {
	protocol := swapped(uint16(proto))
	s, err := Socket(AF_PACKET, SOCK_RAW, int(protocol))
	if err != nil {
		return 0, err
	}
	if err := Bind(s, &SockaddrLinklayer{Protocol: protocol, Ifindex: ifindex}); err != nil {
		Close(s)
		return 0, err
	}
	return s, nil
}

// AttachLsf attaches a filter to a socket.
//
// Deprecated: use golang.org/x/net/bpf.
func AttachLsf(fd int, i []SockFilter) error {
	program := SockFprog{Len: uint16(len(i)), Filter: unsafe.SliceData(i)}
	return setOption(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program)
}

// DetachLsf removes a socket's filter.
//
// Deprecated: use golang.org/x/net/bpf.
func DetachLsf(fd int) error { return SetsockoptInt(fd, SOL_SOCKET, SO_DETACH_FILTER, 0) }

// SetLsfPromisc sets whether a device takes all packets.
//
// Deprecated: use golang.org/x/net/bpf.
func SetLsfPromisc(name string, m bool) error {
	s, err := Socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	defer Close(s)
	var request struct {
		name  [IFNAMSIZ]byte
		flags uint16
		_     [22]byte
	}
	copy(request.name[:len(request.name)-1], name)
	if err := status(call(SYS_IOCTL, uintptr(s), SIOCGIFFLAGS, address(&request), 0, 0)); err != nil {
		return err
	}
	request.flags &^= IFF_PROMISC
	if m {
		request.flags |= IFF_PROMISC
	}
	return status(call(SYS_IOCTL, uintptr(s), SIOCSIFFLAGS, address(&request), 0, 0))
}
