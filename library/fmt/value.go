package fmt

import (
	"internal/typeinfo"
	"unsafe"
)

// A value is a variable of a type known at run time.
type value struct {
	t *typeinfo.Type
	p unsafe.Pointer
	// hidden: reached through a field that is not exported, so that its
	// methods must not be called.
	hidden bool
}

// valueOf returns the variable inside a non-nil interface value. The word
// provides memory for pointer-shaped ones.
func valueOf(arg any, word *unsafe.Pointer) value {
	t := typeinfo.Of(arg)
	if t.Direct() {
		*word = typeinfo.Word(arg)
		return value{t: t, p: unsafe.Pointer(word)}
	}
	return value{t: t, p: typeinfo.Word(arg)}
}

// any returns the value as an interface value.
func (v value) any() any { return typeinfo.Load(v.t, v.p) }

// at returns the element of type t at an offset.
func (v value) at(t *typeinfo.Type, offset uintptr) value {
	return value{t, unsafe.Add(v.p, offset), v.hidden}
}

func (v value) word() unsafe.Pointer { return *(*unsafe.Pointer)(v.p) }

func (v value) signed() int64 {
	switch v.t.Size {
	case 1:
		return int64(*(*int8)(v.p))
	case 2:
		return int64(*(*int16)(v.p))
	case 4:
		return int64(*(*int32)(v.p))
	}
	return *(*int64)(v.p)
}

func (v value) unsigned() uint64 {
	switch v.t.Size {
	case 1:
		return uint64(*(*uint8)(v.p))
	case 2:
		return uint64(*(*uint16)(v.p))
	case 4:
		return uint64(*(*uint32)(v.p))
	}
	return *(*uint64)(v.p)
}

func (v value) float() float64 {
	if v.t.Size == 4 {
		return float64(*(*float32)(v.p))
	}
	return *(*float64)(v.p)
}

func (v value) complex() complex128 {
	if v.t.Size == 8 {
		return complex128(*(*complex64)(v.p))
	}
	return *(*complex128)(v.p)
}

func (v value) text() string { return *(*string)(v.p) }

// elements returns the first element and the number of elements of an array
// or slice.
func (v value) elements() (first value, n int) {
	if v.t.Kind == typeinfo.Array {
		return v.at(v.t.Element, 0), v.t.Length
	}
	s := *(*[]struct{})(v.p)
	return value{v.t.Element, v.word(), v.hidden}, len(s)
}

// bytes returns the memory of an array or slice of bytes.
func (v value) bytes() []byte {
	first, n := v.elements()
	return unsafe.Slice((*byte)(first.p), n)
}

func typeName(arg any) string { return typeinfo.Of(arg).String }

// intOperand returns the value of an operand of any integer type.
func intOperand(arg any) (n int, ok bool) {
	if arg == nil {
		return 0, false
	}
	var word unsafe.Pointer
	v := valueOf(arg, &word)
	switch k := v.t.Kind; {
	case k >= typeinfo.Int && k <= typeinfo.Int64:
		n64 := v.signed()
		n = int(n64)
		return n, int64(n) == n64
	case k >= typeinfo.Uint && k <= typeinfo.Uintptr:
		n64 := v.unsigned()
		n = int(n64)
		return n, n >= 0 && uint64(n) == n64
	}
	return 0, false
}
