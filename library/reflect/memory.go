package reflect

// This file declares what reflection needs of the runtime.

import (
	"internal/typeinfo"
	"unsafe"
)

// move copies a value of type t.
func move(t *descriptor, to, from unsafe.Pointer) { moveMemory(to, from, t.Size) }

//go:linkname newObject runtime.newobject
func newObject(t *descriptor) unsafe.Pointer

//go:linkname newArray runtime.makeslice
func newArray(t *descriptor, length, capacity int) unsafe.Pointer

// growArray returns a larger array with the first elements of an old one:
// those up to the new length but for the added.
//
//go:linkname growArray runtime.growslice
func growArray(old unsafe.Pointer, length, capacity, added int, t *descriptor) (unsafe.Pointer, int)

//go:linkname moveMemory runtime.typedmemmove
//go:noescape
func moveMemory(to, from unsafe.Pointer, size uintptr)

//go:linkname clearMemory runtime.memclr
//go:noescape
func clearMemory(p unsafe.Pointer, size uintptr)

//go:linkname equalAt runtime.typeequal
//go:noescape
func equalAt(t *descriptor, a, b unsafe.Pointer) bool

//go:linkname makeMap runtime.makemap
func makeMap(t *descriptor, hint int) unsafe.Pointer

//go:linkname mapFind runtime.mapaccess2
//go:noescape
func mapFind(t *descriptor, m, key unsafe.Pointer) (unsafe.Pointer, bool)

//go:linkname mapAssign runtime.mapassign
func mapAssign(t *descriptor, m, key unsafe.Pointer) unsafe.Pointer

//go:linkname mapDelete runtime.mapdelete
//go:noescape
func mapDelete(t *descriptor, m, key unsafe.Pointer)

//go:linkname mapClear runtime.mapclear
//go:noescape
func mapClear(t *descriptor, m unsafe.Pointer)

//go:linkname makeChannel runtime.makechan
func makeChannel(t *descriptor, size int) unsafe.Pointer

//go:linkname closeChannel runtime.closechan
func closeChannel(c unsafe.Pointer)

// A selectCase is a case of a select statement as the runtime has it.
type selectCase struct {
	channel unsafe.Pointer
	element unsafe.Pointer
}

// selectAny carries out one of the cases, sends first, and returns its index;
// -1 if none can proceed and it must not wait.
//
//go:linkname selectAny runtime.selectgo
func selectAny(cases *selectCase, sends, receives int, wait bool) (chosen int, received bool)

//go:linkname blockForever runtime.block
func blockForever()

// sliceHeader is a slice variable.
type sliceHeader struct {
	data     unsafe.Pointer
	length   int
	capacity int
}

// stringHeader is a string variable.
type stringHeader struct {
	data   unsafe.Pointer
	length int
}

// A StringHeader is the memory of a string.
//
// Deprecated: unsafe.String and unsafe.StringData do not lose the pointer.
type StringHeader struct {
	Data uintptr
	Len  int
}

// A SliceHeader is the memory of a slice.
//
// Deprecated: unsafe.Slice and unsafe.SliceData do not lose the pointer.
type SliceHeader struct {
	Data uintptr
	Len  int
	Cap  int
}

// A mapIterator walks over the entries of a map.
type mapIterator = typeinfo.MapIterator
