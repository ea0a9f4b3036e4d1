package reflect

// This file holds conversions.

import (
	"strconv"
)

// CanConvert reports whether Convert works for v.
func (v Value) CanConvert(t Type) bool {
	from := v.Type()
	if !from.ConvertibleTo(t) {
		return false
	}
	// Slices may be too short for the array.
	switch {
	case from.Kind() == Slice && t.Kind() == Array:
		return t.Len() <= v.Len()
	case from.Kind() == Slice && t.Kind() == Pointer && t.Elem().Kind() == Array:
		return t.Elem().Len() <= v.Len()
	}
	return true
}

// Convert returns v converted to type t.
func (v Value) Convert(t Type) Value {
	if v.state&boundMethod != 0 {
		v = v.closure("Convert")
	}
	convert := conversion(t.common(), v.typ)
	if convert == nil {
		panic("reflect.Value.Convert: value of type " + v.typ.String + " cannot be converted to type " + t.String())
	}
	return convert(v, t.common())
}

// conversion returns the function that converts values of type from to type
// to, nil if there is none.
//
// spec: Conversions.
func conversion(to, from *descriptor) func(Value, *descriptor) Value {
	target := Kind(to.Kind)
	switch source := Kind(from.Kind); {
	case source.isSigned():
		if f := fromInteger(target, true); f != nil {
			return f
		}
	case source.isUnsigned():
		if f := fromInteger(target, false); f != nil {
			return f
		}
	case source.isFloat():
		switch {
		case target.isSigned():
			return func(v Value, t *descriptor) Value { return makeInteger(t, uint64(int64(v.Float())), v.state) }
		case target.isUnsigned():
			return func(v Value, t *descriptor) Value { return makeInteger(t, uint64(v.Float()), v.state) }
		case target.isFloat():
			return convertFloat
		}
	case source.isComplex() && target.isComplex():
		return convertComplex
	case source == String && target == Slice:
		switch Kind(to.Element.Kind) {
		case Uint8:
			return convertStringToBytes
		case Int32:
			return convertStringToRunes
		}
	case source == Slice:
		if f := fromSlice(to, from); f != nil {
			return f
		}
	case source == Chan && target == Chan:
		if ChanDir(from.ChannelDirection) == BothDir && (!isNamed(to) || !isNamed(from)) &&
			identical(to.Element, from.Element, true) {
			return convertSame
		}
	}
	switch {
	case identicalUnderlying(to, from, false):
		return convertSame
	case target == Pointer && Kind(from.Kind) == Pointer && !isNamed(to) && !isNamed(from) &&
		identicalUnderlying(to.Element, from.Element, false):
		return convertSame
	case target == Interface && implements(from, to):
		return convertToInterface
	}
	return nil
}

func fromInteger(target Kind, signed bool) func(Value, *descriptor) Value {
	switch {
	case target.isSigned() || target.isUnsigned():
		return func(v Value, t *descriptor) Value { return makeInteger(t, v.integerBits(), v.state) }
	case target.isFloat() && signed:
		return func(v Value, t *descriptor) Value { return makeFloat(t, float64(v.Int()), v.state) }
	case target.isFloat():
		return func(v Value, t *descriptor) Value { return makeFloat(t, float64(v.Uint()), v.state) }
	case target == String:
		return convertIntegerToString
	}
	return nil
}

func fromSlice(to, from *descriptor) func(Value, *descriptor) Value {
	switch Kind(to.Kind) {
	case String:
		switch Kind(from.Element.Kind) {
		case Uint8:
			return convertBytesToString
		case Int32:
			return convertRunesToString
		}
	case Pointer:
		if Kind(to.Element.Kind) == Array && from.Element == to.Element.Element {
			return convertSliceToArrayPointer
		}
	case Array:
		if from.Element == to.Element {
			return convertSliceToArray
		}
	}
	return nil
}

// integerBits returns an integer, extended by its own signedness.
func (v Value) integerBits() uint64 {
	if v.kind().isSigned() {
		return uint64(v.Int())
	}
	return v.Uint()
}

// makeInteger returns bits cut to integer type t.
func makeInteger(t *descriptor, bits uint64, s state) Value {
	p := newObject(t)
	switch t.Size {
	case 1:
		*(*uint8)(p) = uint8(bits)
	case 2:
		*(*uint16)(p) = uint16(bits)
	case 4:
		*(*uint32)(p) = uint32(bits)
	case 8:
		*(*uint64)(p) = bits
	}
	return at(t, p, s&hidden)
}

func makeFloat(t *descriptor, x float64, s state) Value {
	p := newObject(t)
	if t.Size == 4 {
		*(*float32)(p) = float32(x)
	} else {
		*(*float64)(p) = x
	}
	return at(t, p, s&hidden)
}

func convertFloat(v Value, t *descriptor) Value {
	if v.kind() == Float32 && Kind(t.Kind) == Float32 {
		// Through float64, a signalling NaN would not keep its bits.
		p := newObject(t)
		*(*uint32)(p) = *(*uint32)(v.ptr)
		return at(t, p, v.state&hidden)
	}
	return makeFloat(t, v.Float(), v.state)
}

func convertComplex(v Value, t *descriptor) Value {
	p := newObject(t)
	if t.Size == 8 {
		*(*complex64)(p) = complex64(v.Complex())
	} else {
		*(*complex128)(p) = v.Complex()
	}
	return at(t, p, v.state&hidden)
}

func makeString(t *descriptor, text string, s state) Value {
	p := newObject(t)
	*(*string)(p) = text
	return at(t, p, s&hidden)
}

func convertIntegerToString(v Value, t *descriptor) Value {
	text := "\uFFFD"
	if bits := v.integerBits(); uint64(rune(bits)) == bits && bits>>31 == 0 {
		text = string(rune(bits))
	}
	return makeString(t, text, v.state)
}

func convertBytesToString(v Value, t *descriptor) Value {
	return makeString(t, string(*(*[]byte)(v.ptr)), v.state)
}

func convertRunesToString(v Value, t *descriptor) Value {
	return makeString(t, string(v.runes()), v.state)
}

func convertStringToBytes(v Value, t *descriptor) Value {
	p := newObject(t)
	*(*[]byte)(p) = []byte(v.String())
	return at(t, p, v.state&hidden)
}

func convertStringToRunes(v Value, t *descriptor) Value {
	p := newObject(t)
	*(*[]rune)(p) = []rune(v.String())
	return at(t, p, v.state&hidden)
}

func convertSliceToArrayPointer(v Value, t *descriptor) Value {
	n := t.Element.Length
	if n > v.Len() {
		panic("reflect: cannot convert slice with length " + strconv.Itoa(v.Len()) +
			" to pointer to array with length " + strconv.Itoa(n))
	}
	return Value{t, (*sliceHeader)(v.ptr).data, v.state&hidden | state(Pointer)}
}

func convertSliceToArray(v Value, t *descriptor) Value {
	if t.Length > v.Len() {
		panic("reflect: cannot convert slice with length " + strconv.Itoa(v.Len()) +
			" to array with length " + strconv.Itoa(t.Length))
	}
	return copyOf(t, (*sliceHeader)(v.ptr).data, v.state&hidden)
}

// convertSame changes nothing but the type.
func convertSame(v Value, t *descriptor) Value {
	if v.state&addressable != 0 {
		return copyOf(t, v.ptr, v.state&hidden)
	}
	return Value{t, v.ptr, v.state&^kindBits | state(t.Kind)}
}

func convertToInterface(v Value, t *descriptor) Value {
	if v.kind() == Interface && v.IsNil() {
		z := zero(t)
		z.state |= v.state & hidden
		return z
	}
	return v.toInterface(t)
}
