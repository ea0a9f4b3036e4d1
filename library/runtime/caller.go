// This file holds what programs may learn about their call stack.

package runtime

import "unsafe"

// callerInfo is filled in by the Rust part of the runtime.
type callerInfo struct {
	pc       uintptr
	entry    uintptr
	function string
	file     string
	line     int
	inlined  bool
	fn       *Func
}

// callerAt describes the function that is skip calls above the caller of the
// function that calls callerAt; 0 is that function itself. It reports whether
// there is one.
//
//go:noescape
func callerAt(skip int, info *callerInfo) bool

// callersAt stores up to count return addresses of the calls above, and
// returns how many. The first skip functions are left out.
//
//go:noescape
func callersAt(skip int, pcs *uintptr, count int) int

// frameAt describes the function that is active at a return address. Where calls
// were inlined it is the innermost; the others are at addresses that callerAt and
// callersAt make up, whose upper bits say how far out they are.
//
//go:noescape
func frameAt(pc uintptr, info *callerInfo) bool

// Caller describes the call skip levels above: 0 is the line that calls
// Caller.
//
//go:noinline
func Caller(skip int) (pc uintptr, file string, line int, ok bool) {
	var info callerInfo
	if !callerAt(skip+1, &info) {
		return
	}
	return info.pc, info.file, info.line, true
}

// Callers stores the return addresses of the active calls, youngest first, and
// returns how many there were room for. With skip 0 the first is in Callers
// itself, with 1 in its caller.
//
//go:noinline
func Callers(skip int, pc []uintptr) int {
	if len(pc) == 0 {
		return 0
	}
	return callersAt(skip, &pc[0], len(pc))
}

// A Func describes a function of the program. It is the compiler's record, or,
// for a function that was inlined where it was asked for, an inlinedFunc.
type Func struct {
	opaque struct{}
}

// inlinedFunc begins with a word that is different in the compiler's records.
type inlinedFunc struct {
	mark uint64
	info callerInfo
}

const inlinedMark = 1<<64 - 1

// FuncForPC returns the function that contains the address pc, or nil. If
// calls were inlined there, it is the innermost function.
func FuncForPC(pc uintptr) *Func {
	var info callerInfo
	if !frameAt(pc+1, &info) {
		return nil
	}
	if !info.inlined {
		return info.fn
	}
	f := &inlinedFunc{inlinedMark, info}
	f.info.entry = info.fn.Entry()
	return (*Func)(unsafe.Pointer(f))
}

// Name returns the function's name with its package.
func (f *Func) Name() string {
	if f == nil {
		return ""
	}
	return f.information().function
}

// Entry returns the address of the function's code.
func (f *Func) Entry() uintptr {
	return f.information().entry
}

// FileLine returns where the code at pc, in the function, comes from.
func (f *Func) FileLine(pc uintptr) (file string, line int) {
	if inlined := (*inlinedFunc)(unsafe.Pointer(f)); inlined.mark == inlinedMark {
		return inlined.info.file, inlined.info.line
	}
	var info callerInfo
	if !frameAt(pc+1, &info) {
		return "?", 0
	}
	return info.file, info.line
}

func (f *Func) information() *callerInfo {
	if inlined := (*inlinedFunc)(unsafe.Pointer(f)); inlined.mark == inlinedMark {
		return &inlined.info
	}
	info := new(callerInfo)
	functionInformation(f, info)
	return info
}

// functionInformation fills in function and entry.
//
//go:noescape
func functionInformation(f *Func, info *callerInfo)

// Frames turns return addresses of Callers into functions and lines.
type Frames struct {
	callers []uintptr
}

// A Frame is one active function.
type Frame struct {
	// PC is an address in the call instruction, 0 if unknown.
	PC uintptr
	// Func is nil for functions that were inlined.
	Func *Func
	// Function is the name with its package.
	Function string
	// File and Line are where the function is.
	File string
	Line int
	// Entry is the address of the function's code, 0 if unknown.
	Entry uintptr
}

// CallersFrames prepares the addresses that Callers returned for Next.
func CallersFrames(callers []uintptr) *Frames {
	return &Frames{callers: callers}
}

// Next returns the next function and whether there are more.
func (f *Frames) Next() (frame Frame, more bool) {
	for len(f.callers) > 0 {
		pc := f.callers[0]
		f.callers = f.callers[1:]
		var info callerInfo
		if !frameAt(pc, &info) {
			continue
		}
		frame = Frame{
			PC:       pc - 1,
			Function: info.function,
			File:     info.file,
			Line:     info.line,
			Entry:    info.entry,
		}
		if !info.inlined {
			frame.Func = info.fn
		}
		return frame, len(f.callers) > 0
	}
	return frame, false
}

// stackText writes the traceback of the current goroutine, or of all, into a
// buffer and returns its length.
//
//go:noescape
func stackText(buffer unsafe.Pointer, length int, all bool) int

// Stack writes the traceback of the calling goroutine, and with all of all
// others, into buf, as far as it has room, and returns how many bytes it wrote.
//
//go:noinline
func Stack(buf []byte, all bool) int {
	if len(buf) == 0 {
		return 0
	}
	return stackText(unsafe.Pointer(&buf[0]), len(buf), all)
}
