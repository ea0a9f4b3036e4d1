package typeinfo

import "unsafe"

// A MapIterator walks over the entries of a map. Key and Element point to the
// current entry; Key is nil at the end.
type MapIterator struct {
	Key     unsafe.Pointer
	Element unsafe.Pointer
	// The type, the map, and the part of it where the iterator is.
	refers [4]unsafe.Pointer
	state  [10]uintptr
}

// Start positions the iterator at the first entry of a map of type t.
func (it *MapIterator) Start(t *Type, m unsafe.Pointer) { mapiterinit(t, m, it) }

// Next moves to the next entry.
func (it *MapIterator) Next() { mapiternext(it) }

// MapLength returns the number of entries.
func MapLength(m unsafe.Pointer) int {
	if m == nil {
		return 0
	}
	return *(*int)(m)
}

//go:linkname mapiterinit runtime.mapiterinit
func mapiterinit(t *Type, m unsafe.Pointer, it *MapIterator)

//go:linkname mapiternext runtime.mapiternext
//go:noescape
func mapiternext(it *MapIterator)
