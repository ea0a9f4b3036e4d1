// Package reflect lets a program look at and change values of types it learns
// about only while it runs. It reads the type descriptors that the compiler
// puts into programs, through internal/typeinfo.
//
// This file holds the kinds of types and the directions of channels.
package reflect

import "strconv"

// A Kind is the sort of type that a Type represents. The zero Kind is no kind.
type Kind uint

const (
	Invalid Kind = iota
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

// Ptr is the old name of the kind Pointer.
const Ptr = Pointer

var kindTexts = [...]string{
	"invalid", "bool",
	"int", "int8", "int16", "int32", "int64",
	"uint", "uint8", "uint16", "uint32", "uint64", "uintptr",
	"float32", "float64", "complex64", "complex128",
	"array", "chan", "func", "interface", "map", "ptr", "slice",
	"string", "struct", "unsafe.Pointer",
}

// String returns the name of the kind.
func (k Kind) String() string {
	if k < Kind(len(kindTexts)) {
		return kindTexts[k]
	}
	return "kind" + strconv.Itoa(int(k))
}

func (k Kind) isSigned() bool   { return Int <= k && k <= Int64 }
func (k Kind) isUnsigned() bool { return Uint <= k && k <= Uintptr }
func (k Kind) isFloat() bool    { return k == Float32 || k == Float64 }
func (k Kind) isComplex() bool  { return k == Complex64 || k == Complex128 }

// ChanDir is what a channel type can be used for.
type ChanDir int

const (
	RecvDir ChanDir             = 1 << iota // <-chan
	SendDir                                 // chan<-
	BothDir = RecvDir | SendDir             // chan
)

// String returns the direction as source text.
func (d ChanDir) String() string {
	switch d {
	case RecvDir:
		return "<-chan"
	case SendDir:
		return "chan<-"
	case BothDir:
		return "chan"
	}
	return "ChanDir" + strconv.Itoa(int(d))
}
