// This file holds panic, recover, Goexit, and the running of deferred calls.
//
// Deferred calls of a goroutine form one list, newest first. A function's
// return runs those of its own frame (deferreturn); a panic runs all, until
// one recovers. Then the frame that deferred that call goes on at its handler,
// as if it had returned there. The panics in progress form a list too, because
// deferred calls may panic in turn.

package runtime

import (
	"sync/atomic"
	"unsafe"
)

// deferRecord is a deferred call; generated code fills it in.
type deferRecord struct {
	link     *deferRecord
	function func()
	frame    *deferFrame
}

// deferFrame identifies an activation of a function with deferred calls and
// says where it goes on after a recovery.
type deferFrame struct {
	handler uintptr
	sp      uintptr
	fp      uintptr
}

// panicRecord is a panic, or a Goexit, in progress. The Rust part of the
// runtime reads all but the last field.
type panicRecord struct {
	link      *panicRecord // the next older one
	frame     uintptr      // frame pointer of the function that runs deferred calls
	rest      *deferRecord // the calls below the one that runs now
	value     any
	recovered bool
	aborted   bool // a newer panic took over the rest
	goexit    bool

	repanicked bool // the next newer panic has the same value
}

// framepointer returns the frame pointer of its caller.
func framepointer() uintptr

// recovery continues at the handler of a frame.
func recovery(frame *deferFrame)

// begindying makes all other goroutines that want to report an error wait.
func begindying()

// fatalpanic prints the traceback and ends the process.
func fatalpanic()

// endgoroutine ends the current goroutine without running anything.
func endgoroutine()

// godebug returns the value of a setting of GODEBUG that is a number.
func godebug(name string) int

// gopanic is the built-in function panic.
//
//go:noinline
func gopanic(value any) {
	if value == nil && godebug("panicnil") != 1 {
		value = new(PanicNilError)
	}
	g := getg()
	p := &panicRecord{link: g.panics, frame: framepointer(), value: value}
	g.panics = p
	atomic.AddInt32(&unwinding, 1)
	for {
		d := g.defers
		if d == nil {
			break
		}
		takeOver(p.link, d)
		g.defers = d.link
		p.rest = d.link
		frame := d.frame
		d.function()
		if p.recovered {
			atomic.AddInt32(&unwinding, -1)
			finishRecovery(g, p)
			recovery(frame)
		}
	}
	preparePrinting(p)
	begindying()
	printPanics(p)
	fatalpanic()
}

// unwinding counts the panics whose deferred calls are being run.
var unwinding int32

// waitForPanics is called at the end of main: a deferred call of a panicking
// goroutine may be what let main come to its end, and the panic is still to be
// reported. A goroutine that is reporting one never lets it return.
func waitForPanics() {
	for i := 0; i < 200_000 && atomic.LoadInt32(&unwinding) > 0; i++ {
		Gosched()
	}
	begindying()
}

// takeOver marks older panics whose next deferred call, d, is about to be run
// by a newer one: their own deferred call will never return to them.
func takeOver(p *panicRecord, d *deferRecord) {
	for ; p != nil; p = p.link {
		if p.rest == d {
			p.aborted = true
		}
	}
}

// finishRecovery removes a recovered panic, and the older ones it took over.
// A Goexit among them goes on: it cannot be recovered.
func finishRecovery(g *goroutine, p *panicRecord) {
	g.panics = p.link
	for g.panics != nil && g.panics.aborted {
		if g.panics.goexit {
			g.panics = g.panics.link
			Goexit()
		}
		g.panics = g.panics.link
	}
}

// deferreturn runs the deferred calls of a frame that returns.
//
//go:noinline
func deferreturn(frame *deferFrame) {
	g := getg()
	for {
		d := g.defers
		if d == nil || d.frame != frame {
			return
		}
		g.defers = d.link
		d.function()
	}
}

// Goexit ends the calling goroutine after running its deferred calls, which
// cannot stop that. When the main goroutine does it, the program goes on until
// all others have ended, and then crashes.
//
//go:noinline
func Goexit() {
	g := getg()
	p := &panicRecord{link: g.panics, frame: framepointer(), goexit: true}
	g.panics = p
	for {
		d := g.defers
		if d == nil {
			break
		}
		takeOver(p.link, d)
		g.defers = d.link
		p.rest = d.link
		d.function()
	}
	endgoroutine()
}

// goexit is what the oldest function of a goroutine seems to be called by.
// Nothing calls it.
//
//go:noinline
func goexit() {
	endgoroutine()
}

// preparePrinting replaces panic values by their texts, while methods can
// still be called.
func preparePrinting(p *panicRecord) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case string:
			throw("panic while printing panic value: " + v)
		default:
			throw("panic while printing panic value: type " + descriptorOf(v).text)
		}
	}()
	for ; p != nil; p = p.link {
		if p.link != nil && sameWords(&p.link.value, &p.value) {
			p.link.repanicked = true
			continue
		}
		switch v := p.value.(type) {
		case error:
			p.value = v.Error()
		case interface{ String() string }:
			p.value = v.String()
		}
	}
}

// sameWords compares the representations of two interface values, which, unlike
// the values, never fails.
func sameWords(a, b *any) bool {
	return *(*emptyInterface)(unsafe.Pointer(a)) == *(*emptyInterface)(unsafe.Pointer(b))
}

// printPanics prints a panic and those it came from, the oldest first.
func printPanics(p *panicRecord) {
	if earlier := p.link; earlier != nil {
		printPanics(earlier)
		switch {
		case earlier.repanicked:
			return
		case !earlier.goexit:
			print("\t")
		}
	}
	if p.goexit {
		return
	}
	print("panic: ")
	printPanicValue(p.value)
	if p.recovered && p.repanicked {
		print(" [recovered, repanicked]")
	} else if p.recovered {
		print(" [recovered]")
	}
	print("\n")
}

func printPanicValue(value any) {
	switch v := value.(type) {
	case string:
		printIndented(v)
	case nil:
		print("nil")
	case uint:
		print(v)
	case uintptr:
		print(v)
	case uint64:
		print(v)
	case uint32:
		print(v)
	case uint16:
		print(v)
	case uint8:
		print(v)
	case int:
		print(v)
	case int64:
		print(v)
	case int32:
		print(v)
	case int16:
		print(v)
	case int8:
		print(v)
	case complex128:
		print(v)
	case complex64:
		print(v)
	case float64:
		print(v)
	case float32:
		print(v)
	case bool:
		print(v)
	default:
		printOther(value)
	}
}

// Kinds of types, as in package reflect.
const (
	kindBool = iota + 1
	kindInt
	kindInt8
	kindInt16
	kindInt32
	kindInt64
	kindUint
	kindUint8
	kindUint16
	kindUint32
	kindUint64
	kindUintptr
	kindFloat32
	kindFloat64
	kindComplex64
	kindComplex128
	kindString = 24
)

// printOther prints a value of a type that is not predeclared: as a conversion
// if its underlying type is basic, else its address.
func printOther(value any) {
	e := (*emptyInterface)(unsafe.Pointer(&value))
	text, p := e.descriptor.text, e.data
	switch e.descriptor.kind {
	case kindBool:
		print(text, "(", *(*bool)(p), ")")
	case kindInt:
		print(text, "(", *(*int)(p), ")")
	case kindInt8:
		print(text, "(", *(*int8)(p), ")")
	case kindInt16:
		print(text, "(", *(*int16)(p), ")")
	case kindInt32:
		print(text, "(", *(*int32)(p), ")")
	case kindInt64:
		print(text, "(", *(*int64)(p), ")")
	case kindUint:
		print(text, "(", *(*uint)(p), ")")
	case kindUint8:
		print(text, "(", *(*uint8)(p), ")")
	case kindUint16:
		print(text, "(", *(*uint16)(p), ")")
	case kindUint32:
		print(text, "(", *(*uint32)(p), ")")
	case kindUint64:
		print(text, "(", *(*uint64)(p), ")")
	case kindUintptr:
		print(text, "(", *(*uintptr)(p), ")")
	case kindFloat32:
		print(text, "(", *(*float32)(p), ")")
	case kindFloat64:
		print(text, "(", *(*float64)(p), ")")
	case kindComplex64:
		print(text, *(*complex64)(p))
	case kindComplex128:
		print(text, *(*complex128)(p))
	case kindString:
		print(text, `("`)
		printIndented(*(*string)(p))
		print(`")`)
	default:
		print("(", text, ") ", p)
	}
}

// printIndented prints text with a tab behind each newline, so that no line of
// it looks like one of the runtime's own.
func printIndented(text string) {
	start := 0
	for i := 0; i < len(text); i++ {
		if text[i] == '\n' {
			print(text[start:i+1], "\t")
			start = i + 1
		}
	}
	print(text[start:])
}
