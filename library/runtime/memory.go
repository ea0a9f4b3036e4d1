// This file holds what programs may control and ask about memory: collections,
// statistics, finalizers and cleanups.

package runtime

import "unsafe"

// GC runs a collection and returns when all garbage has been found.
func GC()

// MemProfileRate is how many bytes lie between two samples of a memory
// profile. There is no such profile; the variable exists for programs that set
// it.
var MemProfileRate int = 512 * 1024

// A MemStats describes the state of the memory allocator.
type MemStats struct {
	// Alloc is the same as HeapAlloc.
	Alloc uint64
	// TotalAlloc counts the bytes of all objects ever allocated.
	TotalAlloc uint64
	// Sys is the address space that the runtime obtained.
	Sys uint64
	// Lookups is always 0.
	Lookups uint64
	// Mallocs and Frees count objects.
	Mallocs uint64
	Frees   uint64

	// HeapAlloc counts the bytes of objects that are reachable, or unreachable
	// but not found to be so yet.
	HeapAlloc uint64
	// HeapSys is the part of Sys meant for objects: HeapIdle is not in use and
	// HeapInuse is; HeapReleased of the idle part occupies no memory.
	HeapSys      uint64
	HeapIdle     uint64
	HeapInuse    uint64
	HeapReleased uint64
	// HeapObjects is Mallocs less Frees.
	HeapObjects uint64

	// Stacks, and the allocator's own structures.
	StackInuse  uint64
	StackSys    uint64
	MSpanInuse  uint64
	MSpanSys    uint64
	MCacheInuse uint64
	MCacheSys   uint64
	BuckHashSys uint64
	GCSys       uint64
	OtherSys    uint64

	// NextGC is the size of the heap at which the next collection starts.
	NextGC uint64
	// LastGC is when the last one ended, in nanoseconds since 1970.
	LastGC uint64
	// PauseTotalNs, PauseNs and PauseEnd tell how long collections stopped the
	// program; number n, from 0, is at place n%256.
	PauseTotalNs uint64
	PauseNs      [256]uint64
	PauseEnd     [256]uint64
	// NumGC counts collections, NumForcedGC those that the program asked for.
	NumGC       uint32
	NumForcedGC uint32
	// GCCPUFraction is the part of the processors' time that went into
	// collections.
	GCCPUFraction float64
	// EnableGC is always true, DebugGC always false.
	EnableGC bool
	DebugGC  bool

	// BySize counts objects by size class.
	BySize [61]struct {
		Size    uint32
		Mallocs uint64
		Frees   uint64
	}
}

// ReadMemStats fills in m.
func ReadMemStats(m *MemStats) { readMemStats(m) }

//go:noescape
func readMemStats(m *MemStats)

// freeOSMemory, setGCPercent and setMemoryLimit are there for runtime/debug.
func freeOSMemory()

func setGCPercent(percent int) int

func setMemoryLimit(limit int64) int64

// gcCycles counts collections, for caches that a collection shall empty.
func gcCycles() uint32

// setGODEBUG changes settings as the environment variable GODEBUG does.
func setGODEBUG(text string)

// setTraceback sets what tracebacks show at least; setCrashOutput the descriptor
// that reports of crashes also go to, and returns the previous one.
func setTraceback(level string)

func setCrashOutput(descriptor int) int

// heapObject returns the start of the object in the heap that p points into,
// or nil.
func heapObject(p unsafe.Pointer) unsafe.Pointer

// setFinalizer makes call the finalizer of an object, or removes it if call is
// nil. It reports false if there is one already.
func setFinalizer(object unsafe.Pointer, call func(unsafe.Pointer)) bool

// addCleanup registers a cleanup and returns its number.
func addCleanup(object unsafe.Pointer, call func()) uint64

func stopCleanup(object uintptr, id uint64)

// weakHandle returns the address of a word that holds p until p's object is
// gone.
func weakHandle(p unsafe.Pointer) *unsafe.Pointer

// setFinalizerRunner tells what to start when finalizers are due.
func setFinalizerRunner(run func())

// A finalizerCall is due: a finalizer with its object, or a cleanup with nil.
type finalizerCall struct {
	object unsafe.Pointer
	call   unsafe.Pointer
}

//go:noescape
func nextFinalizer(call *finalizerCall) bool

// runFinalizers makes the calls that are due.
func runFinalizers() {
	for {
		var due finalizerCall
		if !nextFinalizer(&due) {
			return
		}
		if due.object == nil {
			(*(*func())(unsafe.Pointer(&due.call)))()
		} else {
			(*(*func(unsafe.Pointer))(unsafe.Pointer(&due.call)))(due.object)
		}
	}
}

// Kinds of types that SetFinalizer tells apart.
const (
	kindArray         = 17
	kindFunction      = 19
	kindInterface     = 20
	kindPointer       = 22
	kindUnsafePointer = 26
	kindSlice         = 23
	kindStruct        = 25
)

// SetFinalizer makes finalizer, a function that takes obj, to be called some
// time after obj has become unreachable; nil removes it. obj is a pointer to
// the start of an object in the heap.
func SetFinalizer(obj any, finalizer any) {
	value := (*emptyInterface)(unsafe.Pointer(&obj))
	if value.descriptor == nil {
		throw("runtime.SetFinalizer: first argument is nil")
	}
	if value.descriptor.kind != kindPointer {
		throw("runtime.SetFinalizer: first argument is " + value.descriptor.text + ", not pointer")
	}
	if value.data == nil {
		throw("nil elem type!")
	}
	function := (*emptyInterface)(unsafe.Pointer(&finalizer))
	base := heapObject(value.data)
	if base == nil {
		// A global variable or an object of size zero lives for ever.
		return
	}
	if base != value.data {
		throw("runtime.SetFinalizer: pointer not at beginning of allocated block")
	}
	if function.descriptor == nil {
		setFinalizer(base, nil)
		return
	}
	call := adaptFinalizer(value.descriptor, function)
	setFinalizerRunner(runFinalizers)
	if !setFinalizer(base, call) {
		throw("runtime.SetFinalizer: finalizer already set")
	}
}

// functionDescriptor is a type descriptor as far as function types need it.
type functionDescriptor struct {
	typeDescriptor
	element        *typeDescriptor
	key            *typeDescriptor
	sliceOfElement *typeDescriptor
	pointerToThis  *typeDescriptor
	length         int
	members        *[1 << 16]memberDescriptor
	memberCount    int
}

// memberDescriptor describes a parameter.
type memberDescriptor struct {
	name        string
	packagePath string
	tag         string
	descriptor  *functionDescriptor
	offset      uintptr
	embedded    uintptr
}

// adaptFinalizer turns a finalizer for objects of a type into one that takes
// the object's address.
func adaptFinalizer(object *typeDescriptor, function *emptyInterface) func(unsafe.Pointer) {
	t := (*functionDescriptor)(unsafe.Pointer(function.descriptor))
	if t.kind != kindFunction {
		throw("runtime.SetFinalizer: second argument is " + t.text + ", not a function")
	}
	mismatch := "runtime.SetFinalizer: cannot pass " + object.text + " to finalizer " + t.text
	if t.length != 1 {
		throw(mismatch)
	}
	parameter := t.members[0].descriptor
	word := function.data
	if size := resultMemory(t); size > 0 {
		word = ignoreResults(word, size, parameter.kind == kindInterface)
	}
	switch {
	case &parameter.typeDescriptor == object,
		parameter.kind == kindPointer && parameter.element == (*functionDescriptor)(unsafe.Pointer(object)).element:
		return *(*func(unsafe.Pointer))(unsafe.Pointer(&word))
	case parameter.kind == kindInterface && parameter.memberCount == 0:
		call := *(*func(emptyInterface))(unsafe.Pointer(&word))
		return func(p unsafe.Pointer) { call(emptyInterface{object, p}) }
	case parameter.kind == kindInterface:
		tab := assertInterface(&parameter.typeDescriptor, object)
		if tab == nil {
			throw(mismatch)
		}
		call := *(*func(emptyInterface))(unsafe.Pointer(&word))
		return func(p unsafe.Pointer) { call(emptyInterface{(*typeDescriptor)(tab), p}) }
	}
	throw(mismatch)
	return nil
}

// resultMemory returns the size of the memory through which a function returns
// its results; 0 if they are in registers, eight for integers and eight for
// floating-point numbers.
func resultMemory(t *functionDescriptor) uintptr {
	var integers, floats int
	var size uintptr
	for i := t.length; i < t.memberCount; i++ {
		result := t.members[i].descriptor
		countLeaves(result, &integers, &floats)
		size += (result.size + 15) &^ 7
	}
	if integers <= 8 && floats <= 8 {
		return 0
	}
	return size
}

// countLeaves adds the values that a type consists of; too many for an array,
// which is never in registers.
func countLeaves(t *functionDescriptor, integers, floats *int) {
	switch t.kind {
	case kindFloat32, kindFloat64:
		*floats++
	case kindComplex64, kindComplex128:
		*floats += 2
	case kindString, kindInterface:
		*integers += 2
	case kindSlice:
		*integers += 3
	case kindArray:
		switch {
		case t.size == 0:
		case t.length == 1:
			countLeaves((*functionDescriptor)(unsafe.Pointer(t.element)), integers, floats)
		default:
			*integers += 9
		}
	case kindStruct:
		for i := 0; i < t.memberCount; i++ {
			countLeaves(t.members[i].descriptor, integers, floats)
		}
	default:
		*integers++
	}
}

// ignoreResults makes a func value without results from one that returns them
// through memory, whose address is its first argument.
func ignoreResults(function unsafe.Pointer, size uintptr, isInterface bool) unsafe.Pointer {
	if isInterface {
		call := *(*func(unsafe.Pointer, emptyInterface))(unsafe.Pointer(&function))
		wrapped := func(object emptyInterface) {
			call(unsafe.Pointer(&make([]unsafe.Pointer, size/8)[0]), object)
		}
		return *(*unsafe.Pointer)(unsafe.Pointer(&wrapped))
	}
	call := *(*func(unsafe.Pointer, unsafe.Pointer))(unsafe.Pointer(&function))
	wrapped := func(object unsafe.Pointer) {
		call(unsafe.Pointer(&make([]unsafe.Pointer, size/8)[0]), object)
	}
	return *(*unsafe.Pointer)(unsafe.Pointer(&wrapped))
}

//go:linkname assertInterface runtime.assertE2I2
func assertInterface(i, t *typeDescriptor) unsafe.Pointer

// A Cleanup stands for a call of AddCleanup.
type Cleanup struct {
	id     uint64
	object uintptr
}

// AddCleanup makes cleanup(arg) to be called some time after the object that
// ptr points into has become unreachable. An object may have several cleanups.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	base := heapObject(unsafe.Pointer(ptr))
	if base == nil {
		return Cleanup{}
	}
	value := any(arg)
	if words := (*emptyInterface)(unsafe.Pointer(&value)); value != nil && words.descriptor.kind == kindPointer {
		switch p := words.data; {
		case p == unsafe.Pointer(ptr):
			panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
		case heapObject(p) == base:
			panic("runtime.AddCleanup: ptr is within arg, cleanup will never run")
		}
	}
	setFinalizerRunner(runFinalizers)
	id := addCleanup(base, func() { cleanup(arg) })
	KeepAlive(ptr)
	return Cleanup{id, uintptr(base)}
}

// Stop keeps the cleanup from being called, unless it is too late.
func (c Cleanup) Stop() {
	if c.id != 0 {
		stopCleanup(c.object, c.id)
	}
}
