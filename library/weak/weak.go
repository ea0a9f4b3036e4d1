// Package weak provides pointers that do not keep what they point to.
package weak

import (
	"runtime"
	"unsafe"
)

//go:linkname weakHandle runtime.weakHandle
func weakHandle(p unsafe.Pointer) *unsafe.Pointer

// A Pointer refers to a value of type T without keeping it reachable. Two of
// them are equal if the pointers they were made from are; the zero Pointer was
// made from nil.
type Pointer[T any] struct {
	_      [0]*T
	handle *unsafe.Pointer
}

// Make returns a weak pointer to what ptr points to.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	handle := weakHandle(unsafe.Pointer(ptr))
	runtime.KeepAlive(ptr)
	return Pointer[T]{handle: handle}
}

// Value returns the original pointer, or nil if its object has become
// unreachable.
func (p Pointer[T]) Value() *T {
	if p.handle == nil {
		return nil
	}
	return (*T)(*p.handle)
}
