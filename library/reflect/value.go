package reflect

// This file holds Value: how it refers to its variable, and what every kind of
// value can do.

import (
	"internal/typeinfo"
	"unsafe"
)

// A Value is a Go value of any type. Which methods apply depends on its kind;
// the others panic. The zero Value stands for no value. In memory it is a
// typeinfo.Variable.
type Value struct {
	// typ is nil for the zero Value.
	typ *descriptor
	// ptr is the value itself, if the type is pointer-shaped and state lacks
	// indirect; else the address of the value. Bound methods: the receiver.
	ptr unsafe.Pointer
	state
}

// A state holds a kind and what may be done with a value.
type state uintptr

const (
	kindBits state = typeinfo.StateKind
	// hiddenField and hiddenEmbedded: reached through a field whose name is
	// not exported, embedded or not. Such values can be read only.
	hiddenField    state = typeinfo.StateHiddenField
	hiddenEmbedded state = typeinfo.StateHiddenEmbed
	hidden               = hiddenField | hiddenEmbedded
	// indirect: ptr is the address of the value.
	indirect state = typeinfo.StateIndirect
	// addressable: a variable. Implies indirect.
	addressable state = typeinfo.StateAddressable
	// boundMethod: the method of this index (above) of the value ptr refers to.
	boundMethod state = typeinfo.StateBoundMethod
	methodShift       = typeinfo.StateMethodShift
)

func (s state) kind() Kind { return Kind(s & kindBits) }

// inherited is the state that parts of a value have from the whole.
func (s state) inherited() state {
	if s&hidden != 0 {
		return hiddenField
	}
	return 0
}

// A ValueError is the panic of a method that does not apply to a kind.
type ValueError struct {
	Method string
	Kind   Kind
}

// Error returns the text of the panic.
func (e *ValueError) Error() string {
	if e.Kind == Invalid {
		return "reflect: call of " + e.Method + " on zero Value"
	}
	return "reflect: call of " + e.Method + " on " + e.Kind.String() + " Value"
}

// wrongKind panics because a method of Value does not apply to the kind.
func (s state) wrongKind(method string) {
	panic(&ValueError{"reflect.Value." + method, s.kind()})
}

func (s state) mustBe(k Kind, method string) {
	if s.kind() != k {
		s.wrongKind(method)
	}
}

// mustBeExported panics unless the value may be passed on.
func (s state) mustBeExported(method string) {
	if s == 0 {
		panic(&ValueError{method, Invalid})
	}
	if s&hidden != 0 {
		panic("reflect: " + method + " using value obtained using unexported field")
	}
}

// mustBeAssignable panics unless the value is a variable that may be changed.
func (s state) mustBeAssignable(method string) {
	if s == 0 {
		panic(&ValueError{method, Invalid})
	}
	if s&hidden != 0 {
		panic("reflect: " + method + " using value obtained using unexported field")
	}
	if s&addressable == 0 {
		panic("reflect: " + method + " using unaddressable value")
	}
}

// ValueOf returns the value in i, the zero Value for nil.
func ValueOf(i any) Value {
	t := typeinfo.Of(i)
	if t == nil {
		return Value{}
	}
	s := state(t.Kind)
	if !t.Direct() {
		s |= indirect
	}
	return Value{t, typeinfo.Word(i), s}
}

// at returns the value of type t at p.
func at(t *descriptor, p unsafe.Pointer, s state) Value {
	return Value{t, p, s&^kindBits | indirect | state(t.Kind)}
}

// fresh returns the value of type t at p, which nobody else knows.
func fresh(t *descriptor, p unsafe.Pointer, s state) Value {
	if t.Direct() {
		return Value{t, *(*unsafe.Pointer)(p), s | state(t.Kind)}
	}
	return at(t, p, s)
}

// copyOf returns the value of type t that is at p now.
func copyOf(t *descriptor, p unsafe.Pointer, s state) Value {
	if t.Direct() {
		return Value{t, *(*unsafe.Pointer)(p), s | state(t.Kind)}
	}
	c := newObject(t)
	move(t, c, p)
	return at(t, c, s)
}

// word returns a pointer-shaped value.
func (v Value) word() unsafe.Pointer {
	if v.state&indirect != 0 {
		return *(*unsafe.Pointer)(v.ptr)
	}
	return v.ptr
}

// address returns where the value is; local provides memory for a value that
// is in ptr itself.
func (v *Value) address() unsafe.Pointer {
	if v.state&indirect != 0 {
		return v.ptr
	}
	return unsafe.Pointer(&v.ptr)
}

// IsValid reports whether v is a value at all.
func (v Value) IsValid() bool { return v.state != 0 }

// Kind returns the kind of v, Invalid for the zero Value.
func (v Value) Kind() Kind { return v.kind() }

// CanAddr reports whether Addr works.
func (v Value) CanAddr() bool { return v.state&addressable != 0 }

// CanSet reports whether v can be changed.
func (v Value) CanSet() bool { return v.state&(addressable|hidden) == addressable }

// CanInterface reports whether Interface works.
func (v Value) CanInterface() bool {
	if v.state == 0 {
		v.wrongKind("CanInterface")
	}
	return v.state&hidden == 0
}

// Type returns the type of v.
func (v Value) Type() Type {
	if v.state == 0 {
		v.wrongKind("Type")
	}
	return toType(v.descriptor())
}

func (v Value) descriptor() *descriptor {
	if v.state&boundMethod != 0 {
		return v.boundMethodType()
	}
	return v.typ
}

// Interface returns v as an interface value.
func (v Value) Interface() (i any) {
	if v.state == 0 {
		v.wrongKind("Interface")
	}
	if v.state&hidden != 0 {
		panic("reflect.Value.Interface: cannot return value obtained from unexported field or method")
	}
	return v.pack()
}

// pack makes an interface value, whether that is allowed or not.
func (v Value) pack() any {
	if v.state&boundMethod != 0 {
		v = v.closure("Interface")
	}
	t := v.typ
	switch {
	case v.kind() == Interface:
		return typeinfo.LoadInterface(t, v.ptr)
	case t.Direct():
		return typeinfo.Make(t, v.word())
	case v.state&addressable != 0:
		p := newObject(t)
		move(t, p, v.ptr)
		return typeinfo.Make(t, p)
	}
	return typeinfo.Make(t, v.ptr)
}

// InterfaceData returns the two words of an interface variable.
//
// Deprecated: the representation of interfaces is not fixed.
func (v Value) InterfaceData() [2]uintptr {
	v.mustBe(Interface, "InterfaceData")
	return *(*[2]uintptr)(v.ptr)
}

// TypeAssert is v.Interface().(T) without an interface value in between.
func TypeAssert[T any](v Value) (T, bool) {
	if v.state == 0 {
		panic(&ValueError{"reflect.TypeAssert", Invalid})
	}
	if v.state&hidden != 0 {
		panic("reflect.TypeAssert: cannot return value obtained from unexported field or method")
	}
	t := descriptorFor[T]()
	if v.state&boundMethod == 0 && v.typ == t && v.kind() != Interface {
		return *(*T)(v.address()), true
	}
	x, ok := v.pack().(T)
	return x, ok
}

// Elem returns what an interface contains or a pointer points to; the zero
// Value for nil.
func (v Value) Elem() Value {
	switch v.kind() {
	case Interface:
		i := typeinfo.LoadInterface(v.typ, v.ptr)
		x := ValueOf(i)
		if x.state != 0 {
			x.state |= v.inherited()
		}
		return x
	case Pointer:
		p := v.word()
		if p == nil {
			return Value{}
		}
		return at(v.typ.Element, p, v.state&hidden|addressable)
	}
	v.wrongKind("Elem")
	panic("unreachable")
}

// Indirect returns what v points to, or v itself if it is no pointer.
func Indirect(v Value) Value {
	if v.kind() != Pointer {
		return v
	}
	return v.Elem()
}

// Addr returns a pointer to the variable v.
func (v Value) Addr() Value {
	if v.state&addressable == 0 {
		panic("reflect.Value.Addr of unaddressable value")
	}
	return Value{pointerTo(v.typ), v.ptr, v.state&hidden | state(Pointer)}
}

// UnsafeAddr returns the address of the variable v.
func (v Value) UnsafeAddr() uintptr {
	if v.typ == nil {
		v.wrongKind("UnsafeAddr")
	}
	if v.state&addressable == 0 {
		panic("reflect.Value.UnsafeAddr of unaddressable value")
	}
	return uintptr(v.ptr)
}

// New returns a pointer to a new variable.
func New(typ Type) Value {
	if typ == nil {
		panic("reflect: New(nil)")
	}
	t := typ.common()
	return Value{pointerTo(t), newObject(t), state(Pointer)}
}

// NewAt returns a pointer to a variable of the type that is at p.
func NewAt(typ Type, p unsafe.Pointer) Value {
	return Value{pointerTo(typ.common()), p, state(Pointer)}
}

// Zero returns the zero value of a type. It is not addressable.
func Zero(typ Type) Value {
	if typ == nil {
		panic("reflect: Zero(nil)")
	}
	return zero(typ.common())
}

// zeros is what small zero values refer to; nobody writes there.
var zeros [128]uint64

func zero(t *descriptor) Value {
	switch {
	case t.Direct():
		return Value{t, nil, state(t.Kind)}
	case t.Size <= unsafe.Sizeof(zeros):
		return at(t, unsafe.Pointer(&zeros), 0)
	}
	return at(t, newObject(t), 0)
}

// Set assigns x to the variable v.
func (v Value) Set(x Value) {
	v.mustBeAssignable("reflect.Value.Set")
	x.mustBeExported("reflect.Value.Set")
	x = x.assignTo("reflect.Set", v.typ)
	v.store(x)
}

// store copies x, a value of v's type, into the variable v.
func (v Value) store(x Value) {
	if x.state&indirect == 0 {
		*(*unsafe.Pointer)(v.ptr) = x.ptr
		return
	}
	move(v.typ, v.ptr, x.ptr)
}

// SetZero assigns the zero value.
func (v Value) SetZero() {
	v.mustBeAssignable("reflect.Value.SetZero")
	clearMemory(v.ptr, v.typ.Size)
}

// assignTo returns v as a value of type t, to which it must be assignable.
func (v Value) assignTo(context string, t *descriptor) Value {
	if v.state&boundMethod != 0 {
		v = v.closure(context)
	}
	switch {
	case directlyAssignable(t, v.typ):
		return Value{t, v.ptr, v.state&^kindBits | state(t.Kind)}
	case Kind(t.Kind) == Interface && implements(v.typ, t):
		if v.kind() == Interface && v.IsNil() {
			return zero(t)
		}
		return v.toInterface(t)
	}
	panic(context + ": value of type " + v.typ.String + " is not assignable to type " + t.String)
}

// toInterface returns v converted to interface type t, which it implements.
func (v Value) toInterface(t *descriptor) Value {
	p := newObject(t)
	if !typeinfo.Store(t, p, v.pack()) {
		panic("reflect: " + v.typ.String + " does not implement " + t.String)
	}
	return at(t, p, v.state&hidden)
}

// IsNil reports whether a channel, func, interface, map, pointer or slice is
// nil.
func (v Value) IsNil() bool {
	switch v.kind() {
	case Chan, Func, Map, Pointer, UnsafePointer:
		return v.state&boundMethod == 0 && v.word() == nil
	case Interface, Slice:
		return *(*unsafe.Pointer)(v.ptr) == nil
	}
	v.wrongKind("IsNil")
	panic("unreachable")
}

// IsZero reports whether v is the zero value of its type.
func (v Value) IsZero() bool {
	switch k := v.kind(); {
	case k == Bool:
		return !v.Bool()
	case k.isSigned():
		return v.Int() == 0
	case k.isUnsigned():
		return v.Uint() == 0
	case k.isFloat():
		return v.Float() == 0
	case k.isComplex():
		return v.Complex() == 0
	case k == Array:
		if v.typ.Flags&typeinfo.FlagRegularMemory != 0 {
			return allZero(v.address(), v.typ.Size)
		}
		for i := range v.typ.Length {
			if !v.Index(i).IsZero() {
				return false
			}
		}
		return true
	case k == Struct:
		if v.typ.Flags&typeinfo.FlagRegularMemory != 0 {
			return allZero(v.address(), v.typ.Size)
		}
		for i := range v.typ.Members() {
			if !v.Field(i).IsZero() && v.typ.Members()[i].Name != "_" {
				return false
			}
		}
		return true
	case k == String:
		return v.Len() == 0
	case k == Chan, k == Func, k == Interface, k == Map, k == Pointer, k == Slice, k == UnsafePointer:
		return v.IsNil()
	}
	panic(&ValueError{"reflect.Value.IsZero", v.Kind()})
}

func allZero(p unsafe.Pointer, size uintptr) bool {
	for _, b := range unsafe.Slice((*byte)(p), size) {
		if b != 0 {
			return false
		}
	}
	return true
}

// Comparable reports whether v can be compared with ==, whatever interfaces in
// it contain.
func (v Value) Comparable() bool {
	switch v.kind() {
	case Invalid:
		return false
	case Interface:
		return v.IsNil() || v.Elem().Comparable()
	case Array:
		switch Kind(v.typ.Element.Kind) {
		case Interface, Array, Struct:
			for i := range v.typ.Length {
				if !v.Index(i).Comparable() {
					return false
				}
			}
			return true
		}
	case Struct:
		for i := range v.typ.Members() {
			if !v.Field(i).Comparable() {
				return false
			}
		}
		return true
	}
	return v.typ.Flags&typeinfo.FlagComparable != 0
}

// inside returns what an interface contains, and other values as they are.
func (v Value) inside() Value {
	if v.kind() == Interface {
		return v.Elem()
	}
	return v
}

// Equal reports whether v == u. Interfaces are compared by what they contain.
func (v Value) Equal(u Value) bool {
	v, u = v.inside(), u.inside()
	if !v.IsValid() || !u.IsValid() {
		return v.IsValid() == u.IsValid()
	}
	if v.kind() != u.kind() || v.Type() != u.Type() {
		return false
	}
	switch v.kind() {
	case Func, Map, Slice:
		panic("reflect.Value.Equal: values of type " + v.Type().String() + " are not comparable")
	case Struct:
		for i := range v.typ.Members() {
			if !v.Field(i).Equal(u.Field(i)) {
				return false
			}
		}
		return true
	case Array:
		if v.typ.Length == 0 && !v.Type().Comparable() {
			panic("reflect.Value.Equal: values of type " + v.Type().String() + " are not comparable")
		}
		for i := range v.typ.Length {
			if !v.Index(i).Equal(u.Index(i)) {
				return false
			}
		}
		return true
	}
	return equalAt(v.typ, v.address(), u.address())
}
