package reflect

// This file holds methods of types.

import (
	"internal/typeinfo"
	"iter"
	"unsafe"
)

// A Method describes one method of a type.
type Method struct {
	Name string
	// PkgPath is the import path of the package for names that are not
	// exported, else "".
	PkgPath string
	Type    Type  // with the receiver as first parameter unless of an interface
	Func    Value // takes the receiver as first argument
	Index   int   // for Type.Method
}

// IsExported reports whether the name is exported.
func (m Method) IsExported() bool { return m.PkgPath == "" }

// exportedMethods returns the exported methods of a concrete type, which stand
// before the others in its table.
//
// The compiler knows this function: a program that contains it has the names
// of all exported methods in its method tables.
//
//go:noinline
func exportedMethods(t *descriptor) []typeinfo.Method {
	methods := t.Methods()
	n := 0
	for n < len(methods) && methods[n].PackagePath == "" {
		n++
	}
	return methods[:n:n]
}

// methodCode returns the code of a method.
//
// The compiler knows this function: a program that contains it has the code of
// all exported methods of types whose values become interface values.
//
//go:noinline
func methodCode(m *typeinfo.Method) unsafe.Pointer { return m.Code }

func methodCount(t *descriptor) int {
	if Kind(t.Kind) == Interface {
		return len(t.Members())
	}
	return len(exportedMethods(t))
}

func (t *rtype) NumMethod() int { return methodCount(&t.t) }

func (t *rtype) Method(i int) Method {
	isInterface := t.Kind() == Interface
	if i < 0 || i >= methodCount(&t.t) {
		if isInterface {
			return Method{}
		}
		panic("reflect: Method index out of range")
	}
	if isInterface {
		m := &t.t.Members()[i]
		return Method{Name: m.Name, PkgPath: m.PackagePath, Type: toType(m.Type), Index: i}
	}
	m := &exportedMethods(&t.t)[i]
	typ := withReceiver(&t.t, m.Type)
	return Method{Name: m.Name, Type: toType(typ), Func: methodExpression(&t.t, m, typ), Index: i}
}

func (t *rtype) Methods() iter.Seq[Method] {
	return numbered(t.NumMethod, t.Method)
}

func (t *rtype) MethodByName(name string) (Method, bool) {
	i := methodIndex(&t.t, name)
	if i < 0 {
		return Method{}, false
	}
	return t.Method(i), true
}

// methodIndex returns the index of the method of that name, or -1.
func methodIndex(t *descriptor, name string) int {
	if Kind(t.Kind) == Interface {
		for i := range t.Members() {
			if t.Members()[i].Name == name {
				return i
			}
		}
		return -1
	}
	methods := exportedMethods(t)
	low, high := 0, len(methods)
	for low < high {
		middle := (low + high) / 2
		if methods[middle].Name < name {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low < len(methods) && methods[low].Name == name {
		return low
	}
	return -1
}

// withReceiver returns the function type of a method expression.
func withReceiver(receiver, method *descriptor) *descriptor {
	in := []Type{toType(receiver)}
	for _, p := range parameters(method) {
		in = append(in, toType(p.Type))
	}
	var out []Type
	for _, r := range results(method) {
		out = append(out, toType(r.Type))
	}
	return FuncOf(in, out, method.Flags&typeinfo.FlagVariadic != 0).common()
}
