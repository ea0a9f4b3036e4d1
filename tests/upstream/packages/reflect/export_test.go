package reflect

import (
	"internal/typeinfo"
	"unicode"
	"unicode/utf8"
	"unsafe"
)

// What tests outside of the package see of it. Tests of how gc calls functions,
// lays out their frames and marks types for its collector are left out.

// MakeRO returns v as if it came from a field that is not exported.
func MakeRO(v Value) Value {
	v.state |= hiddenField
	return v
}

// IsRO reports whether v came from such a field.
func IsRO(v Value) bool { return v.state&hidden != 0 }

var callGC bool

// CallGC would make calls collect garbage.
var CallGC = &callGC

func FuncLayout(t, receiver Type) (frame Type, arguments, results uintptr, stack, gc, in, out []byte, pointers bool) {
	panic("no frames")
}

func TypeLinks() []string { return nil }

func GCBits(any) []byte { panic("no bits") }

func SetArgRegs(integers, floats int, size uintptr) (int, int, uintptr) {
	return integers, floats, size
}

func MethodValueCallCodePtr() uintptr { return uintptr(boundMethodCode()) }

func ResolveReflectName(string) {}

func FirstMethodNameBytes(Type) *byte { panic("no names") }

func MapGroupOf(key, element Type) Type { panic("no groups") }

func InternalIsZero(b []byte) bool {
	return len(b) == 0 || allZero(unsafe.Pointer(&b[0]), uintptr(len(b)))
}

func IsRegularMemory(t Type) bool { return t.common().Flags&typeinfo.FlagRegularMemory != 0 }

// IsExported reports whether the name of a type is, or of what it points to.
func IsExported(t Type) bool {
	for t.Name() == "" && t.Kind() == Pointer {
		t = t.Elem()
	}
	first, _ := utf8.DecodeRuneInString(t.Name())
	return unicode.IsUpper(first)
}

// EmbedWithUnexpMeth has a method that is not exported.
type EmbedWithUnexpMeth struct{}

func (EmbedWithUnexpMeth) f() {}

// OtherPkgFields has fields, one of which other packages do not see.
type OtherPkgFields struct {
	OtherExported   int
	otherUnexported int
}

// A Buffer is none of package bytes.
type Buffer struct {
	buf []byte
}
