// Package typeinfo reads the type descriptors that the compiler puts into
// programs: just enough reflection for the packages below reflect.
package typeinfo

import "unsafe"

// Kind numbers, as in package reflect.
const (
	Invalid = iota
	Bool
	Int
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	String
	Struct
	UnsafePointer
)

// Bits of Type.Flags.
const (
	FlagComparable      = 1 << 0
	FlagNamed           = 1 << 1
	FlagDirectInterface = 1 << 2
	FlagRegularMemory   = 1 << 3
	FlagVariadic        = 1 << 4
)

// A Type is a type descriptor. Its layout is the compiler's
// (TypeDescriptor in the abi crate).
type Type struct {
	Size             uintptr
	PointerBytes     uintptr
	Hash             uint32
	Kind             uint8
	Align            uint8
	Flags            uint8
	ChannelDirection uint8
	PointerMask      *byte
	String           string
	Name             string
	PackagePath      string
	Element          *Type
	Key              *Type
	SliceOfElement   *Type
	PointerToThis    *Type
	Length           int
	members          *Member
	memberCount      int
	methods          *Method
	methodCount      int
}

// A Member is a struct field, a parameter or an interface method.
type Member struct {
	Name        string
	PackagePath string // empty for exported names
	Tag         string
	Type        *Type
	Offset      uintptr
	embedded    uintptr
}

// A Method is a method of a concrete type.
type Method struct {
	Name        string
	PackagePath string // empty for exported names
	Type        *Type
	Code        unsafe.Pointer
}

// Exported reports whether the member's name is exported.
func (m *Member) Exported() bool { return m.PackagePath == "" }

// Embedded reports whether the member is an embedded field.
func (m *Member) Embedded() bool { return m.embedded != 0 }

// SetEmbedded says whether the member is an embedded field.
func (m *Member) SetEmbedded(embedded bool) {
	m.embedded = 0
	if embedded {
		m.embedded = 1
	}
}

// Members returns the fields, parameters and results, or methods of t.
func (t *Type) Members() []Member { return unsafe.Slice(t.members, t.memberCount) }

// SetMembers gives a type that is being made its members.
func (t *Type) SetMembers(members []Member) {
	t.members, t.memberCount = unsafe.SliceData(members), len(members)
}

// Methods returns the methods that interfaces can reach.
func (t *Type) Methods() []Method { return unsafe.Slice(t.methods, t.methodCount) }

// Direct reports whether an interface holds values of the type in its data
// word rather than a pointer to them.
func (t *Type) Direct() bool { return t.Flags&FlagDirectInterface != 0 }

// eface is the memory of a value of type any.
type eface struct {
	Type *Type
	Data unsafe.Pointer
}

// itab is the beginning of a method table.
type itab struct {
	Interface *Type
	Concrete  *Type
	hash      uint32
	_         uint32
}

// Of returns the dynamic type of v, nil for a nil interface.
func Of(v any) *Type { return (*eface)(unsafe.Pointer(&v)).Type }

// Word returns the data word of v.
func Word(v any) unsafe.Pointer { return (*eface)(unsafe.Pointer(&v)).Data }

// Make returns the interface value of the given type and data word.
func Make(t *Type, word unsafe.Pointer) any {
	e := eface{t, word}
	return *(*any)(unsafe.Pointer(&e))
}

// Load returns the value of type t at p as an interface value. The memory must
// not change while the result is in use.
func Load(t *Type, p unsafe.Pointer) any {
	switch {
	case t.Kind == Interface:
		return LoadInterface(t, p)
	case t.Direct():
		return Make(t, *(*unsafe.Pointer)(p))
	}
	return Make(t, p)
}

// LoadInterface returns the interface value of interface type t at p,
// converted to any.
func LoadInterface(t *Type, p unsafe.Pointer) any {
	e := *(*eface)(p)
	if t.memberCount > 0 && e.Type != nil {
		e.Type = (*itab)(unsafe.Pointer(e.Type)).Concrete
	}
	return *(*any)(unsafe.Pointer(&e))
}

// MethodTable returns the two words of the interface variable at p, whose type
// has methods.
func MethodTable(p unsafe.Pointer) (table, word unsafe.Pointer) {
	words := (*[2]unsafe.Pointer)(p)
	return words[0], words[1]
}

// MethodCode returns the code of the i-th method of a method table.
func MethodCode(table unsafe.Pointer, i int) unsafe.Pointer {
	methods := unsafe.Add(table, unsafe.Sizeof(itab{}))
	return *(*unsafe.Pointer)(unsafe.Add(methods, uintptr(i)*unsafe.Sizeof(methods)))
}

// Implements reports whether values of t have the methods of interface type i.
func Implements(t, i *Type) bool {
	if t.Kind == Interface {
		return containsMembers(t, i)
	}
	return assertInterface(i, t) != nil
}

// containsMembers reports whether interface type t has all methods of i. Both
// lists are in the same order.
func containsMembers(t, i *Type) bool {
	have := t.Members()
	for _, want := range i.Members() {
		found := false
		for len(have) > 0 && !found {
			m := &have[0]
			found = m.Name == want.Name && m.PackagePath == want.PackagePath && m.Type == want.Type
			have = have[1:]
		}
		if !found {
			return false
		}
	}
	return true
}

// Comparable reports whether == may be applied to values of v's dynamic type.
func Comparable(v any) bool { return comparableValue(Of(v), v) }

func comparableValue(t *Type, v any) bool {
	if t.Flags&FlagComparable == 0 {
		return false
	}
	// Interfaces within the value may hold what cannot be compared.
	p := Word(v)
	if t.Direct() {
		return true
	}
	return comparableAt(t, p)
}

func comparableAt(t *Type, p unsafe.Pointer) bool {
	switch t.Kind {
	case Interface:
		v := LoadInterface(t, p)
		return v == nil || Comparable(v)
	case Array:
		for i := 0; i < t.Length; i++ {
			if !comparableAt(t.Element, unsafe.Add(p, uintptr(i)*t.Element.Size)) {
				return false
			}
		}
	case Struct:
		for _, f := range t.Members() {
			if !comparableAt(f.Type, unsafe.Add(p, f.Offset)) {
				return false
			}
		}
	}
	return t.Flags&FlagComparable != 0
}

// What TargetKind tells of the second argument of errors.As.
const (
	TargetGood = iota
	TargetNoPointer
	TargetWrongType
)

// TargetKind classifies a target of errors.As: a non-nil pointer to an
// interface type or to a type that implements error, no non-nil pointer at
// all, or a pointer to something else.
func TargetKind(target any) int {
	t := Of(target)
	if t.Kind != Pointer || Word(target) == nil {
		return TargetNoPointer
	}
	var e error
	errorType := Of(&e).Element
	if t.Element.Kind == Interface || Implements(t.Element, errorType) {
		return TargetGood
	}
	return TargetWrongType
}

// AssignTarget stores v in the variable that the pointer target points to, if
// that variable can hold it, and reports whether it did.
func AssignTarget(v, target any) bool { return Store(Of(target).Element, Word(target), v) }

// Store stores v in the variable of type t at p, if that can hold it, and
// reports whether it did.
func Store(t *Type, p unsafe.Pointer, v any) bool {
	from := Of(v)
	switch {
	case t == from:
		if t.Direct() {
			*(*unsafe.Pointer)(p) = Word(v)
		} else {
			Move(t, p, Word(v))
		}
	case t.Kind != Interface:
		return false
	case t.memberCount == 0:
		*(*any)(p) = v
	default:
		tab := assertInterface(t, from)
		if tab == nil {
			return false
		}
		*(*eface)(p) = eface{(*Type)(tab), Word(v)}
	}
	return true
}

// New returns memory for a value of type t, which is zero.
//
//go:linkname New runtime.newobject
func New(t *Type) unsafe.Pointer

// Move copies a value of type t.
func Move(t *Type, to, from unsafe.Pointer) {
	memmove(to, from, t.Size)
}

//go:linkname memmove runtime.typedmemmove
//go:noescape
func memmove(to, from unsafe.Pointer, size uintptr)

//go:linkname assertInterface runtime.assertE2I2
func assertInterface(i, t *Type) unsafe.Pointer
