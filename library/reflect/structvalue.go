package reflect

// This file holds the fields of struct values.

import (
	"errors"
	"iter"
	"unsafe"
)

// NumField returns the number of fields of a struct.
func (v Value) NumField() int {
	v.mustBe(Struct, "NumField")
	return len(v.typ.Members())
}

// Field returns the i-th field of a struct.
func (v Value) Field(i int) Value {
	v.mustBe(Struct, "Field")
	members := v.typ.Members()
	if uint(i) >= uint(len(members)) {
		panic("reflect: Field index out of range")
	}
	m := &members[i]
	s := v.state&(addressable|indirect|hiddenField) | state(m.Type.Kind)
	if !m.Exported() {
		if m.Embedded() {
			s |= hiddenEmbedded
		} else {
			s |= hiddenField
		}
	}
	return Value{m.Type, unsafe.Add(v.ptr, m.Offset), s}
}

// Fields yields the fields of a struct and their values.
func (v Value) Fields() iter.Seq2[StructField, Value] {
	t := v.Type()
	if t.Kind() != Struct {
		panic("reflect: Fields of non-struct type " + t.String())
	}
	return numberedPairs(v.NumField, t.Field, v.Field)
}

// FieldByIndex follows field indices into embedded structs. A nil pointer on
// the way panics.
func (v Value) FieldByIndex(index []int) Value {
	if len(index) == 1 {
		return v.Field(index[0])
	}
	v.mustBe(Struct, "FieldByIndex")
	for depth, i := range index {
		if depth > 0 && v.kind() == Pointer && Kind(v.typ.Element.Kind) == Struct {
			if v.IsNil() {
				panic("reflect: indirection through nil pointer to embedded struct")
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v
}

// FieldByIndexErr is FieldByIndex with an error instead of a panic.
func (v Value) FieldByIndexErr(index []int) (Value, error) {
	if len(index) == 1 {
		return v.Field(index[0]), nil
	}
	v.mustBe(Struct, "FieldByIndexErr")
	for depth, i := range index {
		if depth > 0 && v.kind() == Pointer && Kind(v.typ.Element.Kind) == Struct {
			if v.IsNil() {
				return Value{}, errors.New("reflect: indirection through nil pointer to embedded struct field " + v.typ.Element.Name)
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v, nil
}

// FieldByName returns the field of that name, the zero Value if there is none.
func (v Value) FieldByName(name string) Value {
	v.mustBe(Struct, "FieldByName")
	if f, ok := toType(v.typ).FieldByName(name); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}

// FieldByNameFunc returns the field whose name satisfies match, the zero Value
// if there is none.
func (v Value) FieldByNameFunc(match func(string) bool) Value {
	if f, ok := toType(v.typ).FieldByNameFunc(match); ok {
		return v.FieldByIndex(f.Index)
	}
	return Value{}
}
