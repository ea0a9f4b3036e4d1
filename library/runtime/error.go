// This file holds the errors that the language itself panics with.

package runtime

import "unsafe"

// Error is a run-time error. The method RuntimeError only tells such errors
// from others.
type Error interface {
	error
	RuntimeError()
}

// errorString is a run-time error described by a text.
type errorString string

func (e errorString) RuntimeError() {}
func (e errorString) Error() string { return "runtime error: " + string(e) }

// plainError is a run-time error whose message has no prefix.
type plainError string

func (e plainError) RuntimeError() {}
func (e plainError) Error() string { return string(e) }

// memoryError is a failed memory access at a known address.
type memoryError struct {
	address uintptr
}

func (e memoryError) RuntimeError() {}
func (e memoryError) Error() string {
	return "runtime error: invalid memory address or nil pointer dereference"
}
func (e memoryError) Addr() uintptr { return e.address }

// A PanicNilError is the value of panic(nil).
type PanicNilError struct {
	_ [0]func() // not comparable
}

func (*PanicNilError) RuntimeError() {}
func (*PanicNilError) Error() string {
	return "runtime error: panic called with nil argument"
}

// A TypeAssertionError explains a failed type assertion.
type TypeAssertionError struct {
	static        *typeDescriptor // of the interface that was asserted on
	dynamic       *typeDescriptor // of its value, nil for a nil interface
	asserted      *typeDescriptor
	missingMethod string // that the dynamic type lacks, if asserted is an interface
}

func (*TypeAssertionError) RuntimeError() {}
func (e *TypeAssertionError) Error() string {
	static := "interface"
	if e.static != nil {
		static = e.static.text
	}
	asserted := e.asserted.text
	if e.dynamic == nil {
		return "interface conversion: " + static + " is nil, not " + asserted
	}
	dynamic := e.dynamic.text
	if e.missingMethod != "" {
		return "interface conversion: " + dynamic + " is not " + asserted +
			": missing method " + e.missingMethod
	}
	message := "interface conversion: " + static + " is " + dynamic + ", not " + asserted
	if dynamic == asserted {
		if packageOf(e.dynamic) != packageOf(e.asserted) {
			return message + " (types from different packages)"
		}
		return message + " (types from different scopes)"
	}
	return message
}

// packageOf returns the path of the package that a type belongs to: for an
// unnamed struct or interface type, the one of its unexported members.
func packageOf(t *typeDescriptor) string {
	if t.kind != kindStruct && t.kind != kindInterface || t.packagePath != "" {
		return t.packagePath
	}
	members := (*functionDescriptor)(unsafe.Pointer(t))
	for i := 0; i < members.memberCount; i++ {
		if path := members.members[i].packagePath; path != "" {
			return path
		}
	}
	return ""
}

// Kinds of traps, as the compiler numbers them.
const (
	trapNil = iota + 1
	trapIndex
	trapSliceHighLength
	trapSliceHighCapacity
	trapSliceLow
	trapSlice3MaxLength
	trapSlice3MaxCapacity
	trapSlice3High
	trapSlice3Low
	trapSliceToArray
	trapDivide
	trapShift

	// trapUnsigned is added if the first operand's type is unsigned.
	trapUnsigned = 256

	// trapFault is an access to an unexpected address, the first operand.
	trapFault = 512
)

// boundsError is a failed check of an index, a slice expression or a
// conversion from slice to array.
type boundsError struct {
	x        int
	y        int
	kind     uint8
	unsigned bool
}

func (e boundsError) RuntimeError() {}
func (e boundsError) Error() string {
	// A negative operand says it all, the length does not matter.
	negative := e.x < 0 && !e.unsigned
	x := decimal(uint(e.x))
	if negative {
		x = "-" + decimal(-uint(e.x))
	}
	y := decimal(uint(e.y))
	slice := "runtime error: slice bounds out of range ["
	switch e.kind {
	case trapIndex:
		if negative {
			return "runtime error: index out of range [" + x + "]"
		}
		return "runtime error: index out of range [" + x + "] with length " + y
	case trapSliceHighLength, trapSliceHighCapacity:
		slice += ":" + x
	case trapSliceLow:
		slice += x + ":"
		if !negative {
			slice += y
		}
	case trapSlice3MaxLength, trapSlice3MaxCapacity:
		slice += "::" + x
	case trapSlice3High:
		slice += ":" + x + ":"
		if !negative {
			slice += y
		}
	case trapSlice3Low:
		slice += x + ":"
		if !negative {
			slice += y
		}
		slice += ":"
	case trapSliceToArray:
		return "runtime error: cannot convert slice with length " + x +
			" to array or pointer to array with length " + y
	}
	slice += "]"
	if !negative {
		switch e.kind {
		case trapSliceHighLength, trapSlice3MaxLength:
			slice += " with length " + y
		case trapSliceHighCapacity, trapSlice3MaxCapacity:
			slice += " with capacity " + y
		}
	}
	return slice
}

// decimal returns the digits of n.
func decimal(n uint) string {
	var digits [20]byte
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + n%10)
		n /= 10
		if n == 0 {
			return string(digits[i:])
		}
	}
}

// panicOverflow panics for package math/bits.
func panicOverflow() { panic(Error(errorString("integer overflow"))) }

// sigpanic is called, as it seems, by an instruction that trapped.
func sigpanic(kind, x, y int) {
	switch kind &^ trapUnsigned {
	case trapNil:
		panicmem()
	case trapFault:
		panic(Error(errorAddressString(x)))
	case trapDivide:
		panic(Error(errorString("integer divide by zero")))
	case trapShift:
		panic(Error(errorString("negative shift amount")))
	}
	panic(Error(boundsError{
		x:        x,
		y:        y,
		kind:     uint8(kind &^ trapUnsigned),
		unsigned: kind&trapUnsigned != 0,
	}))
}

// errorAddressString is an access to the unexpected address that it is, which
// debug.SetPanicOnFault made a panic.
type errorAddressString uintptr

func (e errorAddressString) RuntimeError() {}
func (e errorAddressString) Error() string {
	return "runtime error: invalid memory address or nil pointer dereference"
}
func (e errorAddressString) Addr() uintptr { return uintptr(e) }

func panicmem() {
	panic(Error(errorString("invalid memory address or nil pointer dereference")))
}

// Kinds of errors that Rust code raises.
const (
	raiseError = iota
	raisePlain
	raiseAssertion
	raiseNil
)

// raise is called by runtime code that decided to panic. For texts, a and b
// are address and length; for failed assertions a, b, c are the static,
// dynamic and asserted types, d and e the missing method's name.
func raise(kind, a, b, c, d, e uintptr) {
	switch kind {
	case raisePlain:
		panic(Error(plainError(stringAt(a, b))))
	case raiseAssertion:
		panic(Error(&TypeAssertionError{
			static:        descriptorAt(a),
			dynamic:       descriptorAt(b),
			asserted:      descriptorAt(c),
			missingMethod: stringAt(d, e),
		}))
	case raiseNil:
		panicmem()
	}
	panic(Error(errorString(stringAt(a, b))))
}

func stringAt(address, length uintptr) string {
	return unsafe.String((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&address))), int(length))
}

func descriptorAt(address uintptr) *typeDescriptor {
	return *(**typeDescriptor)(unsafe.Pointer(&address))
}
