package reflect

// This file holds types made at run time. A type that the program contains is
// found in the compiler's table; any other is made once.

import (
	"internal/typeinfo"
	"strconv"
	"sync"
	"unsafe"
)

// known are the types by their text: those of the program, from the first
// time on that one is looked for, and those made at run time, which must stay
// alive since objects refer to them.
var known struct {
	sync.Mutex
	byText map[string][]*descriptor
	// pointers saves writing out texts again and again.
	pointers map[*descriptor]*descriptor
}

// typeTable returns the address and number of the program's descriptors.
//
// The compiler knows this function: it makes the table if the program contains
// it.
func typeTable() (unsafe.Pointer, int)

// canonical returns the known type with the text and structure of t, which
// becomes the known one if there is none.
func canonical(t *descriptor) *descriptor {
	known.Lock()
	defer known.Unlock()
	if known.byText == nil {
		known.byText = map[string][]*descriptor{}
		table, count := typeTable()
		for _, other := range unsafe.Slice((**descriptor)(table), count) {
			if other.Flags&typeinfo.FlagNamed == 0 {
				known.byText[other.String] = append(known.byText[other.String], other)
			}
		}
	}
	for _, other := range known.byText[t.String] {
		if identicalUnderlying(other, t, true) {
			return other
		}
	}
	t.Hash = textHash(t.String)
	if Kind(t.Kind) == Func {
		adoptAdapters(t)
	}
	known.byText[t.String] = append(known.byText[t.String], t)
	return t
}

// adoptAdapters gives a made function type the adapters of a named type of the
// program with the same underlying type: compiled code can get at its values
// through that one.
func adoptAdapters(t *descriptor) {
	table, count := typeTable()
	for _, other := range unsafe.Slice((**descriptor)(table), count) {
		if Kind(other.Kind) == Func && identicalUnderlying(other, t, true) {
			t.Key = other.Key
			return
		}
	}
}

func textHash(text string) uint32 {
	hash := uint32(2166136261)
	for i := 0; i < len(text); i++ {
		hash = (hash ^ uint32(text[i])) * 16777619
	}
	return hash
}

// PtrTo is the old name of PointerTo.
//
// Deprecated: use PointerTo.
func PtrTo(t Type) Type { return PointerTo(t) }

// PointerTo returns the type of pointers to t.
func PointerTo(t Type) Type { return toType(pointerTo(t.common())) }

func pointerTo(t *descriptor) *descriptor {
	if t.PointerToThis != nil {
		return t.PointerToThis
	}
	known.Lock()
	p := known.pointers[t]
	known.Unlock()
	if p != nil {
		return p
	}
	p = canonical(wordType(Pointer, "*"+t.String, t))
	known.Lock()
	if known.pointers == nil {
		known.pointers = map[*descriptor]*descriptor{}
	}
	known.pointers[t] = p
	known.Unlock()
	return p
}

// wordMask is the pointer mask of a type whose first word is its only pointer.
var wordMask = [1]byte{1}

const wordSize = unsafe.Sizeof(uintptr(0))

// wordType returns a new pointer-shaped type.
func wordType(kind Kind, text string, element *descriptor) *descriptor {
	t := &descriptor{
		Size:         wordSize,
		PointerBytes: wordSize,
		Kind:         uint8(kind),
		Align:        uint8(wordSize),
		Flags:        typeinfo.FlagDirectInterface,
		PointerMask:  &wordMask[0],
		String:       text,
		Element:      element,
	}
	if kind == Pointer || kind == Chan {
		t.Flags |= typeinfo.FlagComparable | typeinfo.FlagRegularMemory
	}
	return t
}

// SliceOf returns the type of slices with elements of type t.
func SliceOf(t Type) Type { return toType(sliceOf(t.common())) }

func sliceOf(element *descriptor) *descriptor {
	t := wordType(Slice, "[]"+element.String, element)
	t.Size = unsafe.Sizeof(sliceHeader{})
	t.Flags = 0
	return canonical(t)
}

// ChanOf returns the type of channels of a direction with elements of type t.
func ChanOf(dir ChanDir, t Type) Type {
	element := t.common()
	if element.Size >= 1<<16 {
		panic("reflect.ChanOf: element size too large")
	}
	text := element.String
	switch dir {
	case SendDir:
		text = "chan<- " + text
	case RecvDir:
		text = "<-chan " + text
	case BothDir:
		if Kind(element.Kind) == Chan && !isNamed(element) && ChanDir(element.ChannelDirection) == RecvDir {
			text = "(" + text + ")"
		}
		text = "chan " + text
	default:
		panic("reflect.ChanOf: invalid dir")
	}
	c := wordType(Chan, text, element)
	c.ChannelDirection = uint8(dir)
	return toType(canonical(c))
}

// MapOf returns the type of maps with such keys and elements.
func MapOf(key, elem Type) Type {
	if !key.Comparable() {
		panic("reflect.MapOf: invalid key type " + key.String())
	}
	t := wordType(Map, "map["+key.String()+"]"+elem.String(), elem.common())
	t.Key = key.common()
	return toType(canonical(t))
}

// ArrayOf returns the type of arrays of a length with elements of type elem.
func ArrayOf(length int, elem Type) Type {
	if length < 0 {
		panic("reflect: negative length passed to ArrayOf")
	}
	e := elem.common()
	if e.Size > 0 && uintptr(length) > ^uintptr(0)/e.Size {
		panic("reflect.ArrayOf: array size would exceed virtual address space")
	}
	t := &descriptor{
		Size:           e.Size * uintptr(length),
		Kind:           uint8(Array),
		Align:          e.Align,
		String:         "[" + strconv.Itoa(length) + "]" + e.String,
		Element:        e,
		SliceOfElement: sliceOf(e),
		Length:         length,
	}
	t.Flags = e.Flags & (typeinfo.FlagComparable | typeinfo.FlagRegularMemory)
	if length == 1 {
		t.Flags |= e.Flags & typeinfo.FlagDirectInterface
	}
	if length > 0 && e.PointerBytes > 0 {
		t.PointerBytes = t.Size - e.Size + e.PointerBytes
		t.PointerMask = e.PointerMask
	}
	return toType(canonical(t))
}

// FuncOf returns a function type. The last parameter of a variadic one must be
// a slice.
func FuncOf(in, out []Type, variadic bool) Type {
	if variadic && (len(in) == 0 || in[len(in)-1].Kind() != Slice) {
		panic("reflect.FuncOf: last arg of variadic func must be slice")
	}
	members := make([]typeinfo.Member, 0, len(in)+len(out))
	text := "func("
	for i, p := range in {
		if i > 0 {
			text += ", "
		}
		if variadic && i == len(in)-1 {
			text += "..." + p.Elem().String()
		} else {
			text += p.String()
		}
		members = append(members, typeinfo.Member{Type: p.common()})
	}
	text += ")"
	switch len(out) {
	case 0:
	case 1:
		text += " " + out[0].String()
	default:
		text += " ("
		for i, r := range out {
			if i > 0 {
				text += ", "
			}
			text += r.String()
		}
		text += ")"
	}
	for _, r := range out {
		members = append(members, typeinfo.Member{Type: r.common()})
	}
	t := wordType(Func, text, nil)
	t.Length = len(in)
	if variadic {
		t.Flags |= typeinfo.FlagVariadic
	}
	t.SetMembers(members)
	return toType(canonical(t))
}
