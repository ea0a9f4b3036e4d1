package reflect

// This file holds maps.

// MakeMap returns a new map of a map type.
func MakeMap(typ Type) Value { return MakeMapWithSize(typ, 0) }

// MakeMapWithSize returns a new map with room for about n entries.
func MakeMapWithSize(typ Type, n int) Value {
	t := typ.common()
	if Kind(t.Kind) != Map {
		panic("reflect.MakeMapWithSize of non-map type")
	}
	return Value{t, makeMap(t, n), state(Map)}
}

// MapIndex returns the element for a key, the zero Value if there is none.
func (v Value) MapIndex(key Value) Value {
	v.mustBe(Map, "MapIndex")
	key = key.assignTo("reflect.Value.MapIndex", v.typ.Key)
	p, ok := mapFind(v.typ, v.word(), key.address())
	if !ok {
		return Value{}
	}
	return copyOf(v.typ.Element, p, (v.state | key.state).inherited())
}

// SetMapIndex sets the element for a key; the zero Value deletes the entry.
func (v Value) SetMapIndex(key, elem Value) {
	v.mustBe(Map, "SetMapIndex")
	v.mustBeExported("reflect.Value.SetMapIndex")
	key.mustBeExported("reflect.Value.SetMapIndex")
	key = key.assignTo("reflect.Value.SetMapIndex", v.typ.Key)
	if elem.typ == nil {
		mapDelete(v.typ, v.word(), key.address())
		return
	}
	elem.mustBeExported("reflect.Value.SetMapIndex")
	elem = elem.assignTo("reflect.Value.SetMapIndex", v.typ.Element)
	p := mapAssign(v.typ, v.word(), key.address())
	move(v.typ.Element, p, elem.address())
}

// MapKeys returns the keys of a map in no particular order.
func (v Value) MapKeys() []Value {
	v.mustBe(Map, "MapKeys")
	keys := make([]Value, 0, v.Len())
	for it := v.MapRange(); it.Next(); {
		keys = append(keys, it.Key())
	}
	return keys
}

// A MapIter walks over the entries of a map.
type MapIter struct {
	m       Value
	entries mapIterator
	started bool
}

// MapRange returns an iterator that stands before the first entry.
func (v Value) MapRange() *MapIter {
	if v.kind() != Map {
		v.wrongKind("MapRange")
	}
	return &MapIter{m: v}
}

// Reset makes iter an iterator over map v; the zero Value releases its map.
func (iter *MapIter) Reset(v Value) {
	if v.IsValid() {
		v.mustBe(Map, "MapRange")
	}
	*iter = MapIter{m: v}
}

// Next goes to the next entry and reports whether there is one.
func (iter *MapIter) Next() bool {
	if !iter.m.IsValid() {
		panic("MapIter.Next called on an iterator that does not have an associated map Value")
	}
	switch {
	case !iter.started:
		iter.started = true
		iter.entries.Start(iter.m.typ, iter.m.word())
	case iter.entries.Key == nil:
		panic("MapIter.Next called on exhausted iterator")
	default:
		iter.entries.Next()
	}
	return iter.entries.Key != nil
}

// current panics unless iter is at an entry.
func (iter *MapIter) current(method string) {
	if !iter.started {
		panic(method + " called before Next")
	}
	if iter.entries.Key == nil {
		panic(method + " called on exhausted iterator")
	}
}

// Key returns the key of the entry.
func (iter *MapIter) Key() Value {
	iter.current("MapIter.Key")
	return copyOf(iter.m.typ.Key, iter.entries.Key, iter.m.inherited())
}

// Value returns the element of the entry.
func (iter *MapIter) Value() Value {
	iter.current("MapIter.Value")
	return copyOf(iter.m.typ.Element, iter.entries.Element, iter.m.inherited())
}

// SetIterKey assigns the key of iter's entry to v.
func (v Value) SetIterKey(iter *MapIter) {
	v.setFromMap(iter, "SetIterKey")
}

// SetIterValue assigns the element of iter's entry to v.
func (v Value) SetIterValue(iter *MapIter) {
	v.setFromMap(iter, "SetIterValue")
}

func (v Value) setFromMap(iter *MapIter, method string) {
	method = "reflect.Value." + method
	key := method == "reflect.Value.SetIterKey"
	if !iter.started {
		panic(method + " called before Next")
	}
	if iter.entries.Key == nil {
		panic(method + " called on exhausted iterator")
	}
	v.mustBeAssignable(method)
	t, p := iter.m.typ.Element, iter.entries.Element
	if key {
		t, p = iter.m.typ.Key, iter.entries.Key
	}
	iter.m.mustBeExported(method)
	var x Value
	if t == v.typ || Kind(v.typ.Kind) != Interface {
		x = at(t, p, 0)
	} else {
		x = copyOf(t, p, 0)
	}
	where := "reflect.MapIter." + method[len("reflect.Value."):]
	v.store(x.assignTo(where, v.typ))
}
