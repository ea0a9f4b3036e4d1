package reflect

// This file holds Type and what can be read off a descriptor directly.

import (
	"internal/typeinfo"
	"iter"
	"unsafe"
)

// A descriptor is what the compiler, or a function such as SliceOf, made for a
// type. There is one for each type, so that identity of types is equality of
// pointers.
type descriptor = typeinfo.Type

// A Type represents a Go type. Not every method applies to every kind: those
// that do not panic. Types can be compared with ==.
type Type interface {
	// Align is the alignment of variables of the type in bytes.
	Align() int
	// FieldAlign is the alignment of struct fields of the type in bytes.
	FieldAlign() int
	// Method returns the i-th method of the method set, in the order of names.
	// The type and the function of a method of a concrete type have the
	// receiver as first parameter; only exported methods are counted.
	Method(int) Method
	// Methods yields what Method returns for every index.
	Methods() iter.Seq[Method]
	// MethodByName finds a method of the method set.
	MethodByName(string) (Method, bool)
	// NumMethod is the number of methods that Method gives access to: the
	// exported ones, or all of an interface type.
	NumMethod() int
	// Name is the name of a defined type without its package, else "".
	Name() string
	// PkgPath is the import path of a defined type's package, else "".
	PkgPath() string
	// Size is the size of a value in bytes.
	Size() uintptr
	// String writes the type out, with names of packages instead of paths.
	String() string
	// Kind returns the kind of the type.
	Kind() Kind
	// Implements reports whether the type implements interface type u.
	Implements(u Type) bool
	// AssignableTo reports whether values can be assigned to variables of u.
	AssignableTo(u Type) bool
	// ConvertibleTo reports whether values can be converted to type u. The
	// conversion itself may still panic.
	ConvertibleTo(u Type) bool
	// Comparable reports whether == is defined for values of the type. The
	// comparison may still panic.
	Comparable() bool
	// Bits is the size of a number in bits.
	Bits() int
	// ChanDir is the direction of a channel type.
	ChanDir() ChanDir
	// IsVariadic reports whether the last parameter of a function type is
	// declared with "...".
	IsVariadic() bool
	// Elem is the element type of an array, channel, map, pointer or slice.
	Elem() Type
	// Field returns the i-th field of a struct type.
	Field(i int) StructField
	// Fields yields what Field returns for every index.
	Fields() iter.Seq[StructField]
	// FieldByIndex follows a sequence of field indices into embedded structs.
	FieldByIndex(index []int) StructField
	// FieldByName finds a field, promoted or not, by its name.
	FieldByName(name string) (StructField, bool)
	// FieldByNameFunc finds the field whose name satisfies match, at the
	// shallowest depth that has one; several at that depth hide each other.
	FieldByNameFunc(match func(string) bool) (StructField, bool)
	// In is the type of a function type's i-th parameter.
	In(i int) Type
	// Ins yields what In returns for every index.
	Ins() iter.Seq[Type]
	// Key is the key type of a map type.
	Key() Type
	// Len is the length of an array type.
	Len() int
	// NumField is the number of fields of a struct type.
	NumField() int
	// NumIn is the number of parameters of a function type.
	NumIn() int
	// NumOut is the number of results of a function type.
	NumOut() int
	// Out is the type of a function type's i-th result.
	Out(i int) Type
	// Outs yields what Out returns for every index.
	Outs() iter.Seq[Type]
	// OverflowComplex reports whether x is out of the range of the type.
	OverflowComplex(x complex128) bool
	// OverflowFloat reports whether x is out of the range of the type.
	OverflowFloat(x float64) bool
	// OverflowInt reports whether x is out of the range of the type.
	OverflowInt(x int64) bool
	// OverflowUint reports whether x is out of the range of the type.
	OverflowUint(x uint64) bool
	// CanSeq reports whether Value.Seq works for values of the type.
	CanSeq() bool
	// CanSeq2 reports whether Value.Seq2 works for values of the type.
	CanSeq2() bool

	common() *descriptor
}

// rtype is the only implementation of Type.
type rtype struct {
	t descriptor
}

// toType returns the Type for a descriptor, nil for nil.
//
// The compiler knows this function: a program that contains it gets pointer
// types and method sets for what reflection may reach.
//
//go:noinline
func toType(t *descriptor) Type {
	if t == nil {
		return nil
	}
	return (*rtype)(unsafe.Pointer(t))
}

// TypeOf returns the dynamic type of i, nil for a nil interface value.
func TypeOf(i any) Type { return toType(typeinfo.Of(i)) }

// TypeFor returns the Type of its type argument.
func TypeFor[T any]() Type { return toType(descriptorFor[T]()) }

func descriptorFor[T any]() *descriptor {
	return typeinfo.Of((*T)(nil)).Element
}

func (t *rtype) common() *descriptor { return &t.t }

func (t *rtype) Align() int      { return int(t.t.Align) }
func (t *rtype) FieldAlign() int { return int(t.t.Align) }
func (t *rtype) Name() string    { return t.t.Name }
func (t *rtype) PkgPath() string { return t.t.PackagePath }
func (t *rtype) Size() uintptr   { return t.t.Size }
func (t *rtype) String() string  { return t.t.String }
func (t *rtype) Kind() Kind      { return Kind(t.t.Kind) }
func (t *rtype) Comparable() bool {
	return t.t.Flags&typeinfo.FlagComparable != 0
}

// expect panics with "reflect: METHOD of non-KIND type T" unless t is of the
// kind.
func (t *rtype) expect(kind Kind, method string) {
	if t.Kind() != kind {
		panic("reflect: " + method + " of non-" + kind.String() + " type " + t.String())
	}
}

func (t *rtype) Bits() int {
	if k := t.Kind(); k < Int || k > Complex128 {
		panic("reflect: Bits of non-arithmetic Type " + t.String())
	}
	return int(t.t.Size) * 8
}

func (t *rtype) ChanDir() ChanDir {
	t.expect(Chan, "ChanDir")
	return ChanDir(t.t.ChannelDirection)
}

func (t *rtype) Elem() Type {
	switch t.Kind() {
	case Array, Chan, Map, Pointer, Slice:
		return toType(t.t.Element)
	}
	panic("reflect: Elem of invalid type " + t.String())
}

func (t *rtype) Key() Type {
	t.expect(Map, "Key")
	return toType(t.t.Key)
}

func (t *rtype) Len() int {
	t.expect(Array, "Len")
	return t.t.Length
}

func (t *rtype) IsVariadic() bool {
	t.expect(Func, "IsVariadic")
	return t.t.Flags&typeinfo.FlagVariadic != 0
}

func (t *rtype) NumIn() int {
	t.expect(Func, "NumIn")
	return t.t.Length
}

func (t *rtype) NumOut() int {
	t.expect(Func, "NumOut")
	return len(results(&t.t))
}

func (t *rtype) In(i int) Type {
	t.expect(Func, "In")
	return toType(parameters(&t.t)[i].Type)
}

func (t *rtype) Out(i int) Type {
	t.expect(Func, "Out")
	return toType(results(&t.t)[i].Type)
}

func (t *rtype) Ins() iter.Seq[Type] {
	t.expect(Func, "Ins")
	return memberTypes(parameters(&t.t))
}

func (t *rtype) Outs() iter.Seq[Type] {
	t.expect(Func, "Outs")
	return memberTypes(results(&t.t))
}

func memberTypes(members []typeinfo.Member) iter.Seq[Type] {
	return func(yield func(Type) bool) {
		for i := range members {
			if !yield(toType(members[i].Type)) {
				return
			}
		}
	}
}

// parameters and results are the two parts of a function type's members.
func parameters(t *descriptor) []typeinfo.Member { return t.Members()[:t.Length:t.Length] }
func results(t *descriptor) []typeinfo.Member    { return t.Members()[t.Length:] }

func (t *rtype) OverflowComplex(x complex128) bool {
	switch t.Kind() {
	case Complex64:
		return beyondFloat32(real(x)) || beyondFloat32(imag(x))
	case Complex128:
		return false
	}
	panic("reflect: OverflowComplex of non-complex type " + t.String())
}

func (t *rtype) OverflowFloat(x float64) bool {
	switch t.Kind() {
	case Float32:
		return beyondFloat32(x)
	case Float64:
		return false
	}
	panic("reflect: OverflowFloat of non-float type " + t.String())
}

func (t *rtype) OverflowInt(x int64) bool {
	if !t.Kind().isSigned() {
		panic("reflect: OverflowInt of non-int type " + t.String())
	}
	return beyondSigned(x, t.t.Size)
}

func (t *rtype) OverflowUint(x uint64) bool {
	if !t.Kind().isUnsigned() {
		panic("reflect: OverflowUint of non-uint type " + t.String())
	}
	return beyondUnsigned(x, t.t.Size)
}

// beyondFloat32 reports whether the finite number x is too large for float32
// even before rounding.
func beyondFloat32(x float64) bool {
	const (
		largest = 0x1p127 * (2 - 0x1p-23)
		huge    = 0x1.fffffffffffffp1023
	)
	if x < 0 {
		x = -x
	}
	return x > largest && x <= huge
}

func beyondSigned(x int64, size uintptr) bool {
	unused := 64 - 8*size
	return x<<unused>>unused != x
}

func beyondUnsigned(x uint64, size uintptr) bool {
	unused := 64 - 8*size
	return x<<unused>>unused != x
}

func (t *rtype) CanSeq() bool {
	switch k := t.Kind(); k {
	case Int, Int8, Int16, Int32, Int64, Uint, Uint8, Uint16, Uint32, Uint64, Uintptr,
		Array, Slice, Chan, String, Map:
		return k != Chan || t.t.ChannelDirection&uint8(RecvDir) != 0
	case Func:
		return yieldsTo(&t.t, 1)
	case Pointer:
		return Kind(t.t.Element.Kind) == Array
	}
	return false
}

func (t *rtype) CanSeq2() bool {
	switch t.Kind() {
	case Array, Slice, String, Map:
		return true
	case Func:
		return yieldsTo(&t.t, 2)
	case Pointer:
		return Kind(t.t.Element.Kind) == Array
	}
	return false
}

// yieldsTo reports whether t is the type of an iterator function whose yield
// function has that many parameters.
func yieldsTo(t *descriptor, count int) bool {
	if t.Length != 1 || len(t.Members()) != 1 {
		return false
	}
	yield := t.Members()[0].Type
	if Kind(yield.Kind) != Func || yield.Length != count || len(yield.Members()) != count+1 {
		return false
	}
	return yield.Members()[count].Type == typeinfo.Of(false)
}
