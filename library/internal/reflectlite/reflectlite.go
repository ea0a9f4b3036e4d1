// Package reflectlite is the part of package reflect that packages below it
// use, over internal/typeinfo.
package reflectlite

import (
	"internal/typeinfo"
	"unsafe"
)

// A Kind is the sort of type that a Type represents.
type Kind uint

const (
	Interface Kind = typeinfo.Interface
	Ptr       Kind = typeinfo.Pointer
	Slice     Kind = typeinfo.Slice
	String    Kind = typeinfo.String
	Struct    Kind = typeinfo.Struct
)

// A Type is a Go type. Types can be compared with ==.
type Type interface {
	Name() string
	PkgPath() string
	Size() uintptr
	Kind() Kind
	Implements(u Type) bool
	AssignableTo(u Type) bool
	Comparable() bool
	String() string
	Elem() Type

	common() *typeinfo.Type
}

type rtype struct{ t typeinfo.Type }

func toType(t *typeinfo.Type) Type {
	if t == nil {
		return nil
	}
	return (*rtype)(unsafe.Pointer(t))
}

// TypeOf returns the dynamic type of i, nil for nil.
func TypeOf(i any) Type { return toType(typeinfo.Of(i)) }

func (t *rtype) common() *typeinfo.Type { return &t.t }
func (t *rtype) Name() string           { return t.t.Name }
func (t *rtype) PkgPath() string        { return t.t.PackagePath }
func (t *rtype) Size() uintptr          { return t.t.Size }
func (t *rtype) Kind() Kind             { return Kind(t.t.Kind) }
func (t *rtype) String() string         { return t.t.String }
func (t *rtype) Elem() Type             { return toType(t.t.Element) }
func (t *rtype) Comparable() bool       { return t.t.Flags&typeinfo.FlagComparable != 0 }

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return implements(&t.t, u.common())
}

func implements(t, i *typeinfo.Type) bool {
	return len(i.Members()) == 0 || typeinfo.Implements(t, i)
}

// AssignableTo reports whether values of t can be assigned to variables of
// type u, which is an interface type or t itself.
func (t *rtype) AssignableTo(u Type) bool {
	to := u.common()
	return to == &t.t || Kind(to.Kind) == Interface && implements(&t.t, to)
}

// A Value is a Go value of any type.
type Value struct {
	t *typeinfo.Type
	// p is the address of the value.
	p        unsafe.Pointer
	variable bool
}

// ValueOf returns the value in i, the zero Value for nil.
func ValueOf(i any) Value {
	t := typeinfo.Of(i)
	if t == nil {
		return Value{}
	}
	p := typeinfo.Word(i)
	if t.Direct() {
		word := new(unsafe.Pointer)
		*word = p
		p = unsafe.Pointer(word)
	}
	return Value{t: t, p: p}
}

// IsValid reports whether v is a value at all.
func (v Value) IsValid() bool { return v.t != nil }

// Kind returns the kind of v, 0 for the zero Value.
func (v Value) Kind() Kind {
	if v.t == nil {
		return 0
	}
	return Kind(v.t.Kind)
}

// Type returns the type of v.
func (v Value) Type() Type { return toType(v.t) }

// CanSet reports whether v can be changed.
func (v Value) CanSet() bool { return v.variable }

// IsNil reports whether a pointer, interface, slice, map, channel or func is
// nil.
func (v Value) IsNil() bool { return *(*unsafe.Pointer)(v.p) == nil }

// Len returns the length of a slice, string or array.
func (v Value) Len() int {
	if v.t.Kind == typeinfo.Array {
		return v.t.Length
	}
	return *(*int)(unsafe.Add(v.p, unsafe.Sizeof(v.p)))
}

// Elem returns what an interface contains or a pointer points to.
func (v Value) Elem() Value {
	switch v.Kind() {
	case Interface:
		return ValueOf(typeinfo.LoadInterface(v.t, v.p))
	case Ptr:
		if p := *(*unsafe.Pointer)(v.p); p != nil {
			return Value{v.t.Element, p, true}
		}
		return Value{}
	}
	panic("reflectlite: Elem of " + v.t.String)
}

// Set assigns x to the variable v.
func (v Value) Set(x Value) {
	if !v.variable {
		panic("reflect: reflectlite.Set using unaddressable value")
	}
	if !typeinfo.Store(v.t, v.p, typeinfo.Load(x.t, x.p)) {
		panic("reflectlite.Set: value of type " + x.t.String + " is not assignable to type " + v.t.String)
	}
}

// Swapper returns a function that exchanges two elements of a slice.
func Swapper(slice any) func(i, j int) {
	v := ValueOf(slice)
	if v.Kind() != Slice {
		panic("reflect: call of Swapper on a value that is no slice")
	}
	first, n, t := *(*unsafe.Pointer)(v.p), v.Len(), v.t.Element
	spare := typeinfo.New(t)
	return func(i, j int) {
		if uint(i) >= uint(n) || uint(j) >= uint(n) {
			panic("reflect: slice index out of range")
		}
		a, b := unsafe.Add(first, uintptr(i)*t.Size), unsafe.Add(first, uintptr(j)*t.Size)
		typeinfo.Move(t, spare, a)
		typeinfo.Move(t, a, b)
		typeinfo.Move(t, b, spare)
	}
}
