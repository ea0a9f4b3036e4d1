package reflect

// This file holds DeepEqual and Swapper.

import "unsafe"

// DeepEqual reports whether x and y are deeply equal: of one type, and equal
// by ==, except that arrays, slices, structs, maps, interfaces and pointers
// are equal if what they contain is, and funcs only if both are nil.
func DeepEqual(x, y any) bool {
	if x == nil || y == nil {
		return x == y
	}
	a, b := ValueOf(x), ValueOf(y)
	if a.typ != b.typ {
		return false
	}
	c := comparison{}
	return c.equal(a, b)
}

// A pairing is two references of one type that are being compared.
type pairing struct {
	a, b unsafe.Pointer
	t    *descriptor
}

// A comparison remembers the references it is inside of: met again, they
// count as equal.
type comparison struct {
	seen map[pairing]bool
}

// enter records a pair of references; it reports whether the pair was there.
func (c *comparison) enter(v, w Value) bool {
	p := pairing{reference(v), reference(w), v.typ}
	if p.a == nil || p.b == nil {
		return false
	}
	if uintptr(p.a) > uintptr(p.b) {
		p.a, p.b = p.b, p.a
	}
	if c.seen[p] {
		return true
	}
	if c.seen == nil {
		c.seen = map[pairing]bool{}
	}
	c.seen[p] = true
	return false
}

// reference is what identifies a value that can be part of a cycle.
func reference(v Value) unsafe.Pointer {
	switch v.kind() {
	case Pointer, Map:
		return v.word()
	case Slice, Interface:
		return v.ptr
	}
	return nil
}

func (c *comparison) equal(v, w Value) bool {
	if !v.IsValid() || !w.IsValid() {
		return v.IsValid() == w.IsValid()
	}
	if v.typ != w.typ {
		return false
	}
	switch v.kind() {
	case Array:
		return c.elements(v, w)
	case Slice:
		switch {
		case v.IsNil() != w.IsNil() || v.Len() != w.Len():
			return false
		case v.Len() == 0 || v.UnsafePointer() == w.UnsafePointer():
			return true
		case Kind(v.typ.Element.Kind) == Uint8:
			return string(*(*[]byte)(v.ptr)) == string(*(*[]byte)(w.ptr))
		}
		return c.enter(v, w) || c.elements(v, w)
	case Interface:
		if v.IsNil() || w.IsNil() {
			return v.IsNil() == w.IsNil()
		}
		return c.enter(v, w) || c.equal(v.Elem(), w.Elem())
	case Pointer:
		return v.word() == w.word() || c.enter(v, w) || c.equal(v.Elem(), w.Elem())
	case Struct:
		for i := range v.typ.Members() {
			if !c.equal(v.Field(i), w.Field(i)) {
				return false
			}
		}
		return true
	case Map:
		if v.IsNil() != w.IsNil() || v.Len() != w.Len() {
			return false
		}
		return v.word() == w.word() || c.enter(v, w) || c.entries(v, w)
	case Func:
		return v.IsNil() && w.IsNil()
	}
	return equalAt(v.typ, v.address(), w.address())
}

func (c *comparison) elements(v, w Value) bool {
	for i := range v.Len() {
		if !c.equal(v.Index(i), w.Index(i)) {
			return false
		}
	}
	return true
}

func (c *comparison) entries(v, w Value) bool {
	for it := v.MapRange(); it.Next(); {
		other := w.MapIndex(it.Key())
		if !other.IsValid() || !c.equal(it.Value(), other) {
			return false
		}
	}
	return true
}

// Swapper returns a function that exchanges two elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.kind() != Slice {
		panic(&ValueError{Method: "Swapper", Kind: v.Kind()})
	}
	s := *(*sliceHeader)(v.ptr)
	t := v.typ.Element
	spare := newObject(t)
	isSimple := t.Size == 1 || t.Size == 2 || t.Size == 4 || t.Size == 8 || Kind(t.Kind) == String
	return func(i, j int) {
		if uint(i) >= uint(s.length) || uint(j) >= uint(s.length) {
			if isSimple && s.length > 1 {
				// The run-time error of indexing.
				bytes := unsafe.Slice((*byte)(s.data), s.length)
				_, _ = bytes[i], bytes[j]
			}
			panic("reflect: slice index out of range")
		}
		a := unsafe.Add(s.data, uintptr(i)*t.Size)
		b := unsafe.Add(s.data, uintptr(j)*t.Size)
		move(t, spare, a)
		move(t, a, b)
		move(t, b, spare)
	}
}
