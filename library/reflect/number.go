package reflect

// This file holds booleans, numbers and pointers.

import "unsafe"

// Bool returns the underlying value of a bool.
func (v Value) Bool() bool {
	v.mustBe(Bool, "Bool")
	return *(*bool)(v.ptr)
}

// SetBool changes a bool variable.
func (v Value) SetBool(x bool) {
	v.mustBeAssignable("reflect.Value.SetBool")
	v.mustBe(Bool, "SetBool")
	*(*bool)(v.ptr) = x
}

// CanInt reports whether Int works.
func (v Value) CanInt() bool { return v.kind().isSigned() }

// Int returns the underlying value of a signed integer.
func (v Value) Int() int64 {
	switch v.kind() {
	case Int, Int64:
		return *(*int64)(v.ptr)
	case Int8:
		return int64(*(*int8)(v.ptr))
	case Int16:
		return int64(*(*int16)(v.ptr))
	case Int32:
		return int64(*(*int32)(v.ptr))
	}
	v.wrongKind("Int")
	panic("unreachable")
}

// SetInt changes a signed integer variable; x is cut to its size.
func (v Value) SetInt(x int64) {
	v.mustBeAssignable("reflect.Value.SetInt")
	switch v.kind() {
	case Int32:
		*(*int32)(v.ptr) = int32(x)
	case Int16:
		*(*int16)(v.ptr) = int16(x)
	case Int8:
		*(*int8)(v.ptr) = int8(x)
	case Int64, Int:
		*(*int64)(v.ptr) = x
	default:
		v.wrongKind("SetInt")
	}
}

// CanUint reports whether Uint works.
func (v Value) CanUint() bool { return v.kind().isUnsigned() }

// Uint returns the underlying value of an unsigned integer.
func (v Value) Uint() uint64 {
	switch v.kind() {
	case Uint, Uint64, Uintptr:
		return *(*uint64)(v.ptr)
	case Uint8:
		return uint64(*(*uint8)(v.ptr))
	case Uint16:
		return uint64(*(*uint16)(v.ptr))
	case Uint32:
		return uint64(*(*uint32)(v.ptr))
	}
	v.wrongKind("Uint")
	panic("unreachable")
}

// SetUint changes an unsigned integer variable; x is cut to its size.
func (v Value) SetUint(x uint64) {
	v.mustBeAssignable("reflect.Value.SetUint")
	switch v.kind() {
	case Uint32:
		*(*uint32)(v.ptr) = uint32(x)
	case Uint16:
		*(*uint16)(v.ptr) = uint16(x)
	case Uint8:
		*(*uint8)(v.ptr) = uint8(x)
	case Uint64, Uint, Uintptr:
		*(*uint64)(v.ptr) = x
	default:
		v.wrongKind("SetUint")
	}
}

// CanFloat reports whether Float works.
func (v Value) CanFloat() bool { return v.kind().isFloat() }

// Float returns the underlying value of a floating-point number.
func (v Value) Float() float64 {
	switch v.kind() {
	case Float32:
		return float64(*(*float32)(v.ptr))
	case Float64:
		return *(*float64)(v.ptr)
	}
	v.wrongKind("Float")
	panic("unreachable")
}

// SetFloat changes a floating-point variable.
func (v Value) SetFloat(x float64) {
	v.mustBeAssignable("reflect.Value.SetFloat")
	switch v.kind() {
	case Float32:
		*(*float32)(v.ptr) = float32(x)
	case Float64:
		*(*float64)(v.ptr) = x
	default:
		v.wrongKind("SetFloat")
	}
}

// CanComplex reports whether Complex works.
func (v Value) CanComplex() bool { return v.kind().isComplex() }

// Complex returns the underlying value of a complex number.
func (v Value) Complex() complex128 {
	switch v.kind() {
	case Complex64:
		return complex128(*(*complex64)(v.ptr))
	case Complex128:
		return *(*complex128)(v.ptr)
	}
	v.wrongKind("Complex")
	panic("unreachable")
}

// SetComplex changes a complex variable.
func (v Value) SetComplex(x complex128) {
	v.mustBeAssignable("reflect.Value.SetComplex")
	switch v.kind() {
	case Complex64:
		*(*complex64)(v.ptr) = complex64(x)
	case Complex128:
		*(*complex128)(v.ptr) = x
	default:
		v.wrongKind("SetComplex")
	}
}

// OverflowInt reports whether x is out of the range of v's type.
func (v Value) OverflowInt(x int64) bool {
	if !v.CanInt() {
		v.wrongKind("OverflowInt")
	}
	return beyondSigned(x, v.typ.Size)
}

// OverflowUint reports whether x is out of the range of v's type.
func (v Value) OverflowUint(x uint64) bool {
	if !v.CanUint() {
		v.wrongKind("OverflowUint")
	}
	return beyondUnsigned(x, v.typ.Size)
}

// OverflowFloat reports whether x is out of the range of v's type.
func (v Value) OverflowFloat(x float64) bool {
	if !v.CanFloat() {
		v.wrongKind("OverflowFloat")
	}
	return v.kind() == Float32 && beyondFloat32(x)
}

// OverflowComplex reports whether x is out of the range of v's type.
func (v Value) OverflowComplex(x complex128) bool {
	if !v.CanComplex() {
		v.wrongKind("OverflowComplex")
	}
	return v.kind() == Complex64 && (beyondFloat32(real(x)) || beyondFloat32(imag(x)))
}

// Pointer returns a channel, map, pointer or unsafe.Pointer as a number; of a
// func its code, of a slice or string its first element.
func (v Value) Pointer() uintptr { return uintptr(v.rawPointer("Pointer")) }

// UnsafePointer is Pointer with a result that keeps what it points to alive.
func (v Value) UnsafePointer() unsafe.Pointer { return v.rawPointer("UnsafePointer") }

func (v Value) rawPointer(method string) unsafe.Pointer {
	switch v.kind() {
	case Chan, Map, Pointer, UnsafePointer:
		return v.word()
	case Func:
		if v.state&boundMethod != 0 {
			// Not the address of any one function.
			return boundMethodCode()
		}
		p := v.word()
		if p != nil {
			p = *(*unsafe.Pointer)(p)
		}
		return p
	case Slice, String:
		return *(*unsafe.Pointer)(v.ptr)
	}
	v.wrongKind(method)
	panic("unreachable")
}

// SetPointer changes a variable of type unsafe.Pointer.
func (v Value) SetPointer(x unsafe.Pointer) {
	v.mustBeAssignable("reflect.Value.SetPointer")
	v.mustBe(UnsafePointer, "SetPointer")
	*(*unsafe.Pointer)(v.ptr) = x
}
