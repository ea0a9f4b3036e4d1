package reflect

// This file holds iteration over values, as range does it.

import "iter"

// Seq returns the sequence that "for x := range v" goes through.
func (v Value) Seq() iter.Seq[Value] {
	if v.state == 0 || !toType(v.descriptor()).CanSeq() {
		panic("reflect: " + v.sequenceName() + " cannot produce iter.Seq[Value]")
	}
	switch k := v.kind(); {
	case k == Func:
		return func(yield func(Value) bool) {
			body := func(in []Value) []Value { return []Value{ValueOf(yield(in[0]))} }
			v.Call([]Value{MakeFunc(v.Type().In(0), body)})
		}
	case k.isSigned():
		return func(yield func(Value) bool) {
			for i, n := int64(0), v.Int(); i < n; i++ {
				if !yield(makeInteger(v.typ, uint64(i), 0)) {
					return
				}
			}
		}
	case k.isUnsigned():
		return func(yield func(Value) bool) {
			for i, n := uint64(0), v.Uint(); i < n; i++ {
				if !yield(makeInteger(v.typ, i, 0)) {
					return
				}
			}
		}
	case k == Chan:
		return func(yield func(Value) bool) {
			for x, ok := v.Recv(); ok; x, ok = v.Recv() {
				if !yield(x) {
					return
				}
			}
		}
	case k == Map:
		return func(yield func(Value) bool) {
			for it := v.MapRange(); it.Next() && yield(it.Key()); {
			}
		}
	case k == String:
		return func(yield func(Value) bool) {
			for i := range v.String() {
				if !yield(integerValue(i)) {
					break
				}
			}
		}
	}
	// Arrays, pointers to arrays and slices.
	return numbered(v.Len, integerValue)
}

func integerValue(i int) Value { return ValueOf(i) }

// numbered yields element(0), element(1) and so on.
func numbered[T any](count func() int, element func(i int) T) iter.Seq[T] {
	return func(yield func(T) bool) {
		n := count()
		for i := 0; i < n && yield(element(i)); i++ {
		}
	}
}

// numberedPairs is numbered for two values each.
func numberedPairs[A, B any](count func() int, first func(i int) A, second func(i int) B) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		n := count()
		for i := 0; i < n && yield(first(i), second(i)); i++ {
		}
	}
}

// Seq2 returns the sequence that "for x, y := range v" goes through.
func (v Value) Seq2() iter.Seq2[Value, Value] {
	if v.state == 0 || !toType(v.descriptor()).CanSeq2() {
		panic("reflect: " + v.sequenceName() + " cannot produce iter.Seq2[Value, Value]")
	}
	switch v.kind() {
	case Func:
		return func(yield func(Value, Value) bool) {
			body := func(in []Value) []Value { return []Value{ValueOf(yield(in[0], in[1]))} }
			v.Call([]Value{MakeFunc(v.Type().In(0), body)})
		}
	case Map:
		return func(yield func(Value, Value) bool) {
			for it := v.MapRange(); it.Next() && yield(it.Key(), it.Value()); {
			}
		}
	case String:
		return func(yield func(Value, Value) bool) {
			for i, r := range v.String() {
				if !yield(ValueOf(i), ValueOf(r)) {
					return
				}
			}
		}
	case Pointer:
		v = v.Elem()
	}
	return numberedPairs(v.Len, integerValue, v.Index)
}

func (v Value) sequenceName() string {
	if v.state == 0 {
		v.wrongKind("Type")
	}
	return v.Type().String()
}
