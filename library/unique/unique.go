// Package unique makes equal values into one, so that they can be compared by
// comparing pointers.
//
// For every type there is a table of weak pointers to the values that have
// handles. When a value's last handle is gone, the collector takes it, and a
// cleanup removes the entry.
package unique

import (
	"internal/typeinfo"
	"runtime"
	"sync"
	"unsafe"
	"weak"
)

// A Handle stands for a value of type T. Handles are equal if the values that
// they were made from are.
type Handle[T comparable] struct {
	value *T
}

// Value returns the value, a shallow copy of it.
func (h Handle[T]) Value() T { return *h.value }

// Make returns the handle of value. Goroutines may call it at the same time.
func Make[T comparable](value T) Handle[T] {
	if value != value {
		// It equals nothing, so that there is nothing to share.
		p := new(T)
		*p = value
		return Handle[T]{p}
	}
	t := tableOf[T]()
	if p := t.find(value); p != nil {
		return Handle[T]{p}
	}
	return Handle[T]{t.insert(value)}
}

// tables maps type descriptors to *table[T].
var tables sync.Map

// A table holds the values of a type that have handles.
type table[T comparable] struct {
	mutex  sync.RWMutex
	values map[T]weak.Pointer[T]
	// empty is the only value of a type without memory; there is no object that
	// the collector could take.
	empty *T
}

func tableOf[T comparable]() *table[T] {
	key := any(typeinfo.Of((*T)(nil)))
	if t, ok := tables.Load(key); ok {
		return t.(*table[T])
	}
	fresh := &table[T]{values: make(map[T]weak.Pointer[T])}
	if unsafe.Sizeof(*fresh.empty) == 0 {
		fresh.empty = new(T)
	}
	t, _ := tables.LoadOrStore(key, fresh)
	return t.(*table[T])
}

// find returns the pointer for value, or nil.
func (t *table[T]) find(value T) *T {
	if t.empty != nil {
		return t.empty
	}
	t.mutex.RLock()
	defer t.mutex.RUnlock()
	return t.values[value].Value()
}

// insert returns the pointer for value, which is new unless another goroutine
// was faster.
func (t *table[T]) insert(value T) *T {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if p := t.values[value].Value(); p != nil {
		return p
	}
	p := new(T)
	*p = value
	// Not keep alive a long string of which value holds a part.
	cloneStrings(typeinfo.Of(p).Element, unsafe.Pointer(p))
	delete(t.values, value) // it would keep its old key
	t.values[*p] = weak.Make(p)
	runtime.AddCleanup(p, t.drop, *p)
	return p
}

// drop removes the entry of a value without handles, unless it has got new
// ones.
func (t *table[T]) drop(value T) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if entry, ok := t.values[value]; ok && entry.Value() == nil {
		delete(t.values, value)
	}
}

// cloneStrings gives the strings in a value memory of their own.
func cloneStrings(t *typeinfo.Type, p unsafe.Pointer) {
	switch t.Kind {
	case typeinfo.String:
		s := (*string)(p)
		*s = string([]byte(*s))
	case typeinfo.Array:
		for i := range t.Length {
			cloneStrings(t.Element, unsafe.Add(p, uintptr(i)*t.Element.Size))
		}
	case typeinfo.Struct:
		for _, field := range t.Members() {
			cloneStrings(field.Type, unsafe.Add(p, field.Offset))
		}
	}
}
