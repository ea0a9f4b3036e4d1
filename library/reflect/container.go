package reflect

// This file holds arrays, slices and strings.

import "unsafe"

// Len returns the length of an array, channel, map, slice, string or pointer
// to an array.
func (v Value) Len() int {
	switch v.kind() {
	case Slice:
		return (*sliceHeader)(v.ptr).length
	case String:
		return (*stringHeader)(v.ptr).length
	case Array:
		return v.typ.Length
	case Chan, Map:
		// The first word of what both point to.
		if p := v.word(); p != nil {
			return *(*int)(p)
		}
		return 0
	case Pointer:
		if Kind(v.typ.Element.Kind) == Array {
			return v.typ.Element.Length
		}
		panic("reflect: call of reflect.Value.Len on ptr to non-array Value")
	}
	v.wrongKind("Len")
	panic("unreachable")
}

// Cap returns the capacity of an array, channel, slice or pointer to an array.
func (v Value) Cap() int {
	switch v.kind() {
	case Slice:
		return (*sliceHeader)(v.ptr).capacity
	case Array:
		return v.typ.Length
	case Chan:
		if p := v.word(); p != nil {
			return *(*int)(unsafe.Add(p, unsafe.Sizeof(uintptr(0))))
		}
		return 0
	case Pointer:
		if Kind(v.typ.Element.Kind) == Array {
			return v.typ.Element.Length
		}
		panic("reflect: call of reflect.Value.Cap on ptr to non-array Value")
	}
	v.wrongKind("Cap")
	panic("unreachable")
}

// Index returns the i-th element of an array, slice or string.
func (v Value) Index(i int) Value {
	switch v.kind() {
	case Slice:
		s := (*sliceHeader)(v.ptr)
		if uint(i) >= uint(s.length) {
			panic("reflect: slice index out of range")
		}
		t := v.typ.Element
		return at(t, unsafe.Add(s.data, uintptr(i)*t.Size), v.inherited()|addressable)
	case Array:
		if uint(i) >= uint(v.typ.Length) {
			panic("reflect: array index out of range")
		}
		t := v.typ.Element
		if v.state&indirect == 0 {
			// Length one.
			return Value{t, v.ptr, v.inherited() | state(t.Kind)}
		}
		return at(t, unsafe.Add(v.ptr, uintptr(i)*t.Size), v.inherited()|v.state&addressable)
	case String:
		s := *(*string)(v.ptr)
		if uint(i) >= uint(len(s)) {
			panic("reflect: string index out of range")
		}
		t := descriptorFor[uint8]()
		return at(t, unsafe.Add(unsafe.Pointer(unsafe.StringData(s)), i), v.inherited())
	}
	v.wrongKind("Index")
	panic("unreachable")
}

// String returns the underlying value of a string. Other values give their
// type in brackets instead of a panic, for the sake of printing.
func (v Value) String() string {
	switch v.kind() {
	case String:
		return *(*string)(v.ptr)
	case Invalid:
		return "<invalid Value>"
	}
	return "<" + v.Type().String() + " Value>"
}

// SetString changes a string variable.
func (v Value) SetString(x string) {
	v.mustBeAssignable("reflect.Value.SetString")
	v.mustBe(String, "SetString")
	*(*string)(v.ptr) = x
}

// Bytes returns the bytes of a byte slice or an addressable byte array.
func (v Value) Bytes() []byte {
	switch v.kind() {
	case Slice:
		if Kind(v.typ.Element.Kind) != Uint8 {
			panic("reflect.Value.Bytes of non-byte slice")
		}
		return *(*[]byte)(v.ptr)
	case Array:
		if Kind(v.typ.Element.Kind) != Uint8 {
			panic("reflect.Value.Bytes of non-byte array")
		}
		if !v.CanAddr() {
			panic("reflect.Value.Bytes of unaddressable byte array")
		}
		return unsafe.Slice((*byte)(v.ptr), v.typ.Length)
	}
	v.wrongKind("Bytes")
	panic("unreachable")
}

// runes returns the runes of a slice of them.
func (v Value) runes() []rune { return *(*[]rune)(v.ptr) }

// SetBytes changes a byte slice variable.
func (v Value) SetBytes(x []byte) {
	v.mustBeAssignable("reflect.Value.SetBytes")
	v.mustBe(Slice, "SetBytes")
	if Kind(v.typ.Element.Kind) != Uint8 {
		panic("reflect.Value.SetBytes of non-byte slice")
	}
	*(*[]byte)(v.ptr) = x
}

// SetLen changes the length of a slice variable.
func (v Value) SetLen(n int) {
	v.mustBeAssignable("reflect.Value.SetLen")
	v.mustBe(Slice, "SetLen")
	s := (*sliceHeader)(v.ptr)
	if uint(n) > uint(s.capacity) {
		panic("reflect: slice length out of range in SetLen")
	}
	s.length = n
}

// SetCap changes the capacity of a slice variable.
func (v Value) SetCap(n int) {
	v.mustBeAssignable("reflect.Value.SetCap")
	v.mustBe(Slice, "SetCap")
	s := (*sliceHeader)(v.ptr)
	if n < s.length || n > s.capacity {
		panic("reflect: slice capacity out of range in SetCap")
	}
	s.capacity = n
}

// Slice returns v[i:j] of a slice, string or addressable array.
func (v Value) Slice(i, j int) Value {
	var whole sliceHeader
	t := v.typ
	switch v.kind() {
	case Slice:
		whole = *(*sliceHeader)(v.ptr)
	case Array:
		if !v.CanAddr() {
			panic("reflect.Value.Slice: slice of unaddressable array")
		}
		whole = sliceHeader{v.ptr, t.Length, t.Length}
		t = sliceOf(t.Element)
	case String:
		s := *(*string)(v.ptr)
		if i < 0 || j < i || j > len(s) {
			panic("reflect.Value.Slice: string slice index out of bounds")
		}
		part := new(string)
		*part = s[i:j]
		return at(t, unsafe.Pointer(part), v.state&hidden)
	default:
		v.wrongKind("Slice")
	}
	if i < 0 || j < i || j > whole.capacity {
		panic("reflect.Value.Slice: slice index out of bounds")
	}
	return v.part(t, whole, i, j, whole.capacity)
}

// Slice3 returns v[i:j:k] of a slice or addressable array.
func (v Value) Slice3(i, j, k int) Value {
	var whole sliceHeader
	t := v.typ
	switch v.kind() {
	case Slice:
		whole = *(*sliceHeader)(v.ptr)
	case Array:
		if !v.CanAddr() {
			panic("reflect.Value.Slice3: slice of unaddressable array")
		}
		whole = sliceHeader{v.ptr, t.Length, t.Length}
		t = sliceOf(t.Element)
	default:
		v.wrongKind("Slice3")
	}
	if i < 0 || j < i || k < j || k > whole.capacity {
		panic("reflect.Value.Slice3: slice index out of bounds")
	}
	return v.part(t, whole, i, j, k)
}

// part returns the slice of type t with the elements i to j of whole. An empty
// one without capacity must not point behind the array.
func (v Value) part(t *descriptor, whole sliceHeader, i, j, k int) Value {
	part := &sliceHeader{whole.data, j - i, k - i}
	if part.capacity > 0 {
		part.data = unsafe.Add(whole.data, uintptr(i)*t.Element.Size)
	}
	return at(t, unsafe.Pointer(part), v.state&hidden)
}

// MakeSlice returns a new slice of a slice type.
func MakeSlice(typ Type, len, cap int) Value {
	if typ.Kind() != Slice {
		panic("reflect.MakeSlice of non-slice type")
	}
	switch {
	case len < 0:
		panic("reflect.MakeSlice: negative len")
	case cap < 0:
		panic("reflect.MakeSlice: negative cap")
	case len > cap:
		panic("reflect.MakeSlice: len > cap")
	}
	t := typ.common()
	s := &sliceHeader{newArray(t.Element, len, cap), len, cap}
	return at(t, unsafe.Pointer(s), 0)
}

// SliceAt returns the slice of n elements of the type that starts at p.
func SliceAt(typ Type, p unsafe.Pointer, n int) Value {
	t := typ.common()
	switch size := t.Size; {
	case n < 0:
		panic(boundsError("unsafe.Slice: len out of range"))
	case p == nil && n > 0:
		panic(boundsError("unsafe.Slice: ptr is nil and len is not zero"))
	case size > 0 && uintptr(n) > -uintptr(p)/size && p != nil:
		panic(boundsError("unsafe.Slice: len out of range"))
	}
	return at(sliceOf(t), unsafe.Pointer(&sliceHeader{p, n, n}), 0)
}

// A boundsError is the run-time error of an operation carried out here.
type boundsError string

func (e boundsError) Error() string { return "runtime error: " + string(e) }
func (e boundsError) RuntimeError() {}

// Grow makes room for n more elements in a slice variable.
func (v Value) Grow(n int) {
	v.mustBeAssignable("reflect.Value.Grow")
	v.mustBe(Slice, "Grow")
	if n < 0 {
		panic("reflect.Value.Grow: negative len")
	}
	s := (*sliceHeader)(v.ptr)
	switch sum := s.length + n; {
	case sum < 0:
		panic("reflect.Value.Grow: slice overflow")
	case sum > s.capacity:
		growHeader(s, n, v.typ.Element)
	}
}

// growHeader gives s room for n more elements than its length.
func growHeader(s *sliceHeader, n int, element *descriptor) {
	s.data, s.capacity = growArray(s.data, s.length+n, s.capacity, n, element)
}

// extended returns a copy of slice value v with n elements more.
func (v Value) extended(n int) Value {
	v.mustBe(Slice, "Append")
	v.mustBeExported("reflect.Append")
	s := new(sliceHeader)
	*s = *(*sliceHeader)(v.ptr)
	sum := s.length + n
	if sum < 0 {
		panic("reflect.Append: slice overflow")
	}
	if sum > s.capacity {
		growHeader(s, n, v.typ.Element)
	}
	s.length = sum
	return at(v.typ, unsafe.Pointer(s), 0)
}

// Append appends elements to a slice and returns the resulting slice.
func Append(s Value, x ...Value) Value {
	if s.kind() != Slice {
		panic(&ValueError{"unknown method", s.kind()})
	}
	n := s.Len()
	s = s.extended(len(x))
	for i, e := range x {
		s.Index(n + i).Set(e)
	}
	return s
}

// AppendSlice appends the elements of slice t to slice s.
func AppendSlice(s, t Value) Value {
	if s.kind() != Slice {
		panic(&ValueError{"unknown method", s.kind()})
	}
	if t.kind() != Slice {
		panic(&ValueError{"reflect.AppendSlice", t.kind()})
	}
	sameElements("reflect.AppendSlice", s.typ, t.typ)
	n, count := s.Len(), t.Len()
	s = s.extended(count)
	Copy(s.Slice(n, n+count), t)
	return s
}

func sameElements(what string, a, b *descriptor) {
	if a != b && (Kind(a.Kind) != Slice || a.Element != b.Element) {
		panic(what + ": " + a.String + " != " + b.String)
	}
}

// Copy copies elements from src to dst until one is at its end, and returns
// how many. A string can be copied into bytes.
func Copy(dst, src Value) int {
	kind := dst.kind()
	if kind != Array && kind != Slice {
		panic(&ValueError{"reflect.Copy", kind})
	}
	if kind == Array {
		dst.mustBeAssignable("unknown method")
	}
	dst.mustBeExported("reflect.Copy")
	from := src.kind()
	text := from == String && Kind(dst.typ.Element.Kind) == Uint8
	if from != Array && from != Slice && !text {
		panic(&ValueError{"reflect.Copy", from})
	}
	src.mustBeExported("reflect.Copy")
	element := dst.typ.Element
	if !text && element != src.typ.Element {
		panic("reflect.Copy: " + element.String + " != " + src.typ.Element.String)
	}
	n := min(dst.Len(), src.Len())
	if n > 0 {
		moveMemory(dst.elements(), src.elements(), uintptr(n)*element.Size)
	}
	return n
}

// elements returns the address of the first element.
func (v *Value) elements() unsafe.Pointer {
	if v.kind() == Array {
		return v.address()
	}
	return *(*unsafe.Pointer)(v.ptr)
}

// Clear empties a map or sets the elements of a slice to zero.
func (v Value) Clear() {
	switch v.kind() {
	case Slice:
		s := (*sliceHeader)(v.ptr)
		clearMemory(s.data, uintptr(s.length)*v.typ.Element.Size)
	case Map:
		if m := v.word(); m != nil {
			mapClear(v.typ, m)
		}
	default:
		panic(&ValueError{"reflect.Value.Clear", v.kind()})
	}
}
