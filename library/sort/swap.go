// This file exchanges the elements of slices whose type is known at run time
// only.

package sort

import (
	"internal/typeinfo"
	"unsafe"
)

// A noSlice is the error of sorting something that is no slice.
type noSlice struct {
	kind string
}

func (e *noSlice) Error() string { return "reflect: call of Swapper on " + e.kind + " Value" }

// sliceHeader is the memory of a slice.
type sliceHeader struct {
	data   unsafe.Pointer
	length int
	size   int
}

// header returns the memory of the slice x. It panics if x is no slice.
func header(x any) *sliceHeader {
	t := typeinfo.Of(x)
	if t == nil {
		panic(&noSlice{"zero"})
	}
	if t.Kind != typeinfo.Slice {
		panic(&noSlice{t.String})
	}
	return (*sliceHeader)(typeinfo.Word(x))
}

// kept moves what is sorted to the heap, as gc's package does, so that the
// analysis of a program has the same result. Nothing is ever kept in it.
var (
	kept  any
	never bool
)

// swapper returns a function that exchanges elements of the slice x, and x's
// length. It panics if x is no slice.
func swapper(x any) (swap func(i, j int), n int) {
	if never {
		kept = x
	}
	slice := header(x)
	data, n := slice.data, slice.length
	element := typeinfo.Of(x).Element
	switch size := element.Size; {
	case n < 2:
		return func(i, j int) {}, n // nothing to exchange
	case element.Kind == typeinfo.String:
		s := unsafe.Slice((*string)(data), n)
		return func(i, j int) { s[i], s[j] = s[j], s[i] }, n
	case size == 8 && element.PointerBytes == 0:
		s := unsafe.Slice((*uint64)(data), n)
		return func(i, j int) { s[i], s[j] = s[j], s[i] }, n
	case size == 8:
		s := unsafe.Slice((*unsafe.Pointer)(data), n)
		return func(i, j int) { s[i], s[j] = s[j], s[i] }, n
	case size == 4:
		s := unsafe.Slice((*uint32)(data), n)
		return func(i, j int) { s[i], s[j] = s[j], s[i] }, n
	case size%8 == 0 && element.PointerBytes > 0:
		// Words that may be pointers must be moved as such.
		words := int(size / 8)
		s := unsafe.Slice((*unsafe.Pointer)(data), n*words)
		return func(i, j int) {
			a, b := s[i*words:][:words], s[j*words:][:words]
			for k := range a {
				a[k], b[k] = b[k], a[k]
			}
		}, n
	case size%8 == 0:
		words := int(size / 8)
		s := unsafe.Slice((*uint64)(data), n*words)
		return func(i, j int) {
			a, b := s[i*words:][:words], s[j*words:][:words]
			for k := range a {
				a[k], b[k] = b[k], a[k]
			}
		}, n
	default:
		bytes := int(size)
		s := unsafe.Slice((*byte)(data), n*bytes)
		return func(i, j int) {
			a, b := s[i*bytes:][:bytes], s[j*bytes:][:bytes]
			for k := range a {
				a[k], b[k] = b[k], a[k]
			}
		}, n
	}
}
