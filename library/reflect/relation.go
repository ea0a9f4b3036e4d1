package reflect

// This file holds relations between types: identity up to names,
// assignability, convertibility.

import "internal/typeinfo"

func (t *rtype) Implements(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.Implements")
	}
	if u.Kind() != Interface {
		panic("reflect: non-interface type passed to Type.Implements")
	}
	return implements(&t.t, u.common())
}

// implements reports whether t has the methods of interface type i.
//
// The names of all methods must be in the tables for that.
func implements(t, i *descriptor) bool {
	exportedMethods(t)
	return len(i.Members()) == 0 || typeinfo.Implements(t, i)
}

func (t *rtype) AssignableTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.AssignableTo")
	}
	to := u.common()
	return directlyAssignable(to, &t.t) || Kind(to.Kind) == Interface && implements(&t.t, to)
}

func (t *rtype) ConvertibleTo(u Type) bool {
	if u == nil {
		panic("reflect: nil type passed to Type.ConvertibleTo")
	}
	return conversion(u.common(), &t.t) != nil
}

// directlyAssignable reports whether a value of type from can be assigned to a
// variable of type to without changing its representation.
//
// spec: Assignability.
func directlyAssignable(to, from *descriptor) bool {
	if to == from {
		return true
	}
	if to.Kind != from.Kind || isNamed(to) && isNamed(from) {
		return false
	}
	if Kind(to.Kind) == Chan && ChanDir(from.ChannelDirection) == BothDir &&
		identical(to.Element, from.Element, true) {
		return true
	}
	return identicalUnderlying(to, from, true)
}

func isNamed(t *descriptor) bool { return t.Flags&typeinfo.FlagNamed != 0 }

// identical reports whether two types are the same; tags of struct fields may
// be left out of account.
func identical(a, b *descriptor, tags bool) bool {
	if tags || a == b {
		return a == b
	}
	if a.Name != b.Name || a.Kind != b.Kind || a.PackagePath != b.PackagePath {
		return false
	}
	return identicalUnderlying(a, b, tags)
}

// identicalUnderlying reports whether two types have identical underlying
// types.
func identicalUnderlying(a, b *descriptor, tags bool) bool {
	if a == b {
		return true
	}
	if a.Kind != b.Kind {
		return false
	}
	switch kind := Kind(a.Kind); kind {
	case Array:
		return a.Length == b.Length && identical(a.Element, b.Element, tags)
	case Chan:
		return a.ChannelDirection == b.ChannelDirection && identical(a.Element, b.Element, tags)
	case Pointer, Slice:
		return identical(a.Element, b.Element, tags)
	case Map:
		return identical(a.Key, b.Key, tags) && identical(a.Element, b.Element, tags)
	case Func:
		return a.Length == b.Length &&
			a.Flags&typeinfo.FlagVariadic == b.Flags&typeinfo.FlagVariadic &&
			identicalMembers(a, b, tags)
	case Struct:
		return identicalMembers(a, b, tags)
	case Interface:
		// Method sets are in one order, and method types are canonical.
		return identicalMembers(a, b, true)
	default:
		return Bool <= kind && kind <= Complex128 || kind == String || kind == UnsafePointer
	}
}

func identicalMembers(a, b *descriptor, tags bool) bool {
	left, right := a.Members(), b.Members()
	if len(left) != len(right) {
		return false
	}
	for i := range left {
		x, y := &left[i], &right[i]
		if x.Name != y.Name || x.PackagePath != y.PackagePath || x.Embedded() != y.Embedded() ||
			x.Offset != y.Offset || tags && x.Tag != y.Tag || !identical(x.Type, y.Type, tags) {
			return false
		}
	}
	return true
}
