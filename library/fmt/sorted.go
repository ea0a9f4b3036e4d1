package fmt

import (
	"internal/typeinfo"
	"unsafe"
)

// An entry is an entry of a map.
type entry struct{ key, element value }

// sortedEntries returns the entries of a map in the order in which they are
// printed: by key.
func sortedEntries(m value) []entry {
	entries := make([]entry, 0, typeinfo.MapLength(m.word()))
	it := new(typeinfo.MapIterator)
	for it.Start(m.t, m.word()); it.Key != nil; it.Next() {
		key := value{m.t.Key, it.Key, m.hidden}
		entries = append(entries, entry{key, value{m.t.Element, it.Element, m.hidden}})
	}
	scratch := make([]entry, len(entries))
	mergeSort(entries, scratch)
	return entries
}

// mergeSort sorts stably, so that keys that compare equal (NaNs) keep the
// order of the iteration.
func mergeSort(list, scratch []entry) {
	if len(list) < 2 {
		return
	}
	half := len(list) / 2
	mergeSort(list[:half], scratch[:half])
	mergeSort(list[half:], scratch[half:])
	copy(scratch, list)
	left, right := scratch[:half], scratch[half:]
	for i := range list {
		if len(right) == 0 || len(left) > 0 && compare(left[0].key, right[0].key) <= 0 {
			list[i], left = left[0], left[1:]
		} else {
			list[i], right = right[0], right[1:]
		}
	}
}

// compare orders values of one type: numbers and strings as < does with NaN
// before everything, false before true, complex numbers by real part first,
// pointers and channels by address, structs and arrays by their first
// difference, interfaces by nil, type and value.
func compare(a, b value) int {
	switch k := a.t.Kind; {
	case k >= typeinfo.Int && k <= typeinfo.Int64:
		x, y := a.signed(), b.signed()
		return order(x < y, x > y)
	case k >= typeinfo.Uint && k <= typeinfo.Uintptr, k == typeinfo.Bool:
		x, y := a.unsigned(), b.unsigned()
		return order(x < y, x > y)
	case k == typeinfo.String:
		x, y := a.text(), b.text()
		return order(x < y, x > y)
	case k == typeinfo.Float32 || k == typeinfo.Float64:
		return compareFloats(a.float(), b.float())
	case k == typeinfo.Complex64 || k == typeinfo.Complex128:
		x, y := a.complex(), b.complex()
		if c := compareFloats(real(x), real(y)); c != 0 {
			return c
		}
		return compareFloats(imag(x), imag(y))
	case k == typeinfo.Pointer || k == typeinfo.Chan || k == typeinfo.UnsafePointer:
		x, y := uintptr(a.word()), uintptr(b.word())
		return order(x < y, x > y)
	case k == typeinfo.Struct:
		for _, f := range a.t.Members() {
			if c := compare(a.at(f.Type, f.Offset), b.at(f.Type, f.Offset)); c != 0 {
				return c
			}
		}
	case k == typeinfo.Array:
		t := a.t.Element
		for i := 0; i < a.t.Length; i++ {
			if c := compare(a.at(t, uintptr(i)*t.Size), b.at(t, uintptr(i)*t.Size)); c != 0 {
				return c
			}
		}
	case k == typeinfo.Interface:
		return compareInterfaces(a, b)
	}
	return 0
}

func compareInterfaces(a, b value) int {
	x, y := typeinfo.LoadInterface(a.t, a.p), typeinfo.LoadInterface(b.t, b.p)
	if x == nil || y == nil {
		return order(x == nil && y != nil, x != nil && y == nil)
	}
	s, t := uintptr(unsafe.Pointer(typeinfo.Of(x))), uintptr(unsafe.Pointer(typeinfo.Of(y)))
	if s != t {
		return order(s < t, s > t)
	}
	var first, second unsafe.Pointer
	return compare(valueOf(x, &first), valueOf(y, &second))
}

func compareFloats(x, y float64) int {
	return order(x < y || x != x && y == y, x > y || x == x && y != y)
}

func order(less, greater bool) int {
	switch {
	case less:
		return -1
	case greater:
		return 1
	}
	return 0
}
