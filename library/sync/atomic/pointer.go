// This file holds Pointer, which is generic.

package atomic

import "unsafe"

// A Pointer is an atomic *T, nil at first.
type Pointer[T any] struct {
	_       noCopy
	_       [0]*T // keeps Pointers of different types from being converted
	address unsafe.Pointer
}

// CompareAndSwap sets the value to v if it is expected, and reports whether it
// was.
func (p *Pointer[T]) CompareAndSwap(expected, v *T) bool {
	return CompareAndSwapPointer(&p.address, unsafe.Pointer(expected), unsafe.Pointer(v))
}

// Load returns the value.
func (p *Pointer[T]) Load() *T { return (*T)(LoadPointer(&p.address)) }

// Store sets the value to v.
func (p *Pointer[T]) Store(v *T) { StorePointer(&p.address, unsafe.Pointer(v)) }

// Swap sets the value to v and returns the previous one.
func (p *Pointer[T]) Swap(v *T) *T {
	return (*T)(SwapPointer(&p.address, unsafe.Pointer(v)))
}
