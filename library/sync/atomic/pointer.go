// This file holds Pointer, which is generic.

package atomic

import "unsafe"

// A Pointer is an atomic *T, nil at first.
type Pointer[T any] struct {
	_       noCopy
	_       [0]*T // keeps Pointers of different types from being converted
	address unsafe.Pointer
}

// CompareAndSwap sets the value to new if it is old, and reports whether it
// was.
func (p *Pointer[T]) CompareAndSwap(old, new *T) (swapped bool) {
	return CompareAndSwapPointer(&p.address, unsafe.Pointer(old), unsafe.Pointer(new))
}

// Load returns the value.
func (p *Pointer[T]) Load() *T { return (*T)(LoadPointer(&p.address)) }

// Store sets the value to val.
func (p *Pointer[T]) Store(val *T) { StorePointer(&p.address, unsafe.Pointer(val)) }

// Swap sets the value to new and returns the previous one.
func (p *Pointer[T]) Swap(new *T) (old *T) {
	return (*T)(SwapPointer(&p.address, unsafe.Pointer(new)))
}
