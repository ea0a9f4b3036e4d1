// This file holds Value.

package atomic

import "unsafe"

// A Value holds a value of any type, always the same one, and none at first.
// It must not be copied after its first use.
//
// The value is kept in a box that is never changed: a store makes a new box and
// changes only the pointer to it.
type Value struct {
	v any // only for its size; the first word is the *any in use
}

// words is the layout of Value and of interface values.
type words struct {
	first  unsafe.Pointer
	second unsafe.Pointer
}

func (v *Value) box() *unsafe.Pointer {
	// The second word, since the first is expected to be a type.
	return &(*words)(unsafe.Pointer(v)).second
}

// typeOf returns the word that identifies x's dynamic type.
func typeOf(x *any) unsafe.Pointer {
	return (*words)(unsafe.Pointer(x)).first
}

// Load returns the value stored last, nil if there is none.
func (v *Value) Load() (val any) {
	box := (*any)(LoadPointer(v.box()))
	if box == nil {
		return nil
	}
	return *box
}

// Store sets the value to val. It panics if val is nil or of another type than
// earlier values.
func (v *Value) Store(val any) {
	if val == nil {
		panic("sync/atomic: store of nil value into Value")
	}
	v.put(val, "store")
}

// Swap sets the value to new and returns the previous one, nil if there was
// none. It panics if new is nil or of another type than earlier values.
func (v *Value) Swap(new any) (old any) {
	if new == nil {
		panic("sync/atomic: swap of nil value into Value")
	}
	return v.put(new, "swap")
}

func (v *Value) put(val any, operation string) (old any) {
	box := new(any)
	*box = val
	for {
		p := LoadPointer(v.box())
		if p != nil {
			old = *(*any)(p)
			if typeOf(&old) != typeOf(&val) {
				panic("sync/atomic: " + operation + " of inconsistently typed value into Value")
			}
		}
		if CompareAndSwapPointer(v.box(), p, unsafe.Pointer(box)) {
			return old
		}
	}
}

// CompareAndSwap sets the value to new if it equals old, and reports whether
// it did. It panics if new is nil, if old and new, or new and earlier values,
// have different types, or if old cannot be compared.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	if old != nil && typeOf(&old) != typeOf(&new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	for {
		p := LoadPointer(v.box())
		var current any
		if p != nil {
			current = *(*any)(p)
			if typeOf(&current) != typeOf(&new) {
				panic("sync/atomic: compare and swap of inconsistently typed value into Value")
			}
		}
		if current != old {
			return false
		}
		box := boxed(new)
		if CompareAndSwapPointer(v.box(), p, box) {
			return true
		}
	}
}

func boxed(val any) unsafe.Pointer {
	box := new(any)
	*box = val
	return unsafe.Pointer(box)
}
