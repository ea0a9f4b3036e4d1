package reflect

// This file holds struct types made at run time.

import (
	"internal/typeinfo"
	"strconv"
	"unicode"
	"unsafe"
)

// StructOf returns the struct type with the given fields. Offset and Index are
// disregarded: they are computed as the compiler would.
func StructOf(fields []StructField) Type {
	s := structBuilder{
		t:     &descriptor{Kind: uint8(Struct), Align: 1},
		names: map[string]bool{},
		text:  "struct {",
	}
	s.t.Flags = typeinfo.FlagComparable | typeinfo.FlagRegularMemory
	for i := range fields {
		s.add(&fields[i], i)
	}
	return toType(canonical(s.finish()))
}

// A structBuilder lays out a struct type.
type structBuilder struct {
	t       *descriptor
	members []typeinfo.Member
	names   map[string]bool
	text    string
	path    string // of the package of names that are not exported
	end     uintptr
}

func (s *structBuilder) add(f *StructField, i int) {
	m := checkedField(f, i)
	if m.PackagePath != "" {
		if s.path == "" {
			s.path = m.PackagePath
		} else if s.path != m.PackagePath {
			panic("reflect.Struct: fields with different PkgPath " + s.path + " and " + m.PackagePath)
		}
	}
	if m.Name != "_" && s.names[m.Name] {
		panic("reflect.StructOf: duplicate field " + m.Name)
	}
	s.names[m.Name] = true
	t := m.Type
	if m.Embedded() {
		checkEmbedded(m, len(s.members))
	}
	align := uintptr(t.Align)
	m.Offset = (s.end + align - 1) &^ (align - 1)
	if m.Offset < s.end || m.Offset+t.Size < m.Offset {
		panic("reflect.StructOf: struct size would exceed virtual address space")
	}
	if m.Offset != s.end || m.Name == "_" {
		s.t.Flags &^= typeinfo.FlagRegularMemory
	}
	s.t.Flags &= t.Flags | ^uint8(typeinfo.FlagComparable|typeinfo.FlagRegularMemory)
	s.t.Align = max(s.t.Align, t.Align)
	s.end = m.Offset + t.Size
	s.members = append(s.members, m)
	s.write(&m, i)
}

func (s *structBuilder) write(m *typeinfo.Member, i int) {
	if i > 0 {
		s.text += ";"
	}
	s.text += " "
	if !m.Embedded() {
		s.text += m.Name + " "
	}
	s.text += m.Type.String
	if m.Tag != "" {
		s.text += " " + strconv.Quote(m.Tag)
	}
}

// checkedField returns the member for a field, whose name must fit.
func checkedField(f *StructField, i int) typeinfo.Member {
	if f.Name == "" {
		panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no name")
	}
	if !isIdentifier(f.Name) {
		panic("reflect.StructOf: field " + strconv.Itoa(i) + " has invalid name")
	}
	if f.Type == nil {
		panic("reflect.StructOf: field " + strconv.Itoa(i) + " has no type")
	}
	// As in Go, letters that are not ASCII pass.
	if first := f.Name[0]; f.PkgPath == "" && (first == '_' || 'a' <= first && first <= 'z') {
		panic("reflect.StructOf: field \"" + f.Name + "\" is unexported but missing PkgPath")
	}
	if f.Anonymous && f.PkgPath != "" {
		panic("reflect.StructOf: field \"" + f.Name + "\" is anonymous but has PkgPath set")
	}
	m := typeinfo.Member{Name: f.Name, PackagePath: f.PkgPath, Tag: string(f.Tag), Type: f.Type.common()}
	m.SetEmbedded(f.Anonymous)
	return m
}

func isIdentifier(name string) bool {
	for i, r := range name {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return false
		}
	}
	return name != ""
}

// checkEmbedded refuses embedded fields whose methods would be promoted, since
// there is no code for those.
func checkEmbedded(m typeinfo.Member, before int) {
	t := m.Type
	if Kind(t.Kind) == Pointer {
		if k := Kind(t.Element.Kind); k == Pointer || k == Interface {
			panic("reflect.StructOf: illegal embedded field type " + t.String)
		}
	}
	if before > 0 && len(t.Methods()) > 0 && Kind(t.Kind) != Interface {
		panic("reflect: embedded type with methods not implemented if type is not first field")
	}
	if methodCount(t) > 0 || Kind(t.Kind) != Interface && len(t.Methods()) > 0 {
		panic("reflect.StructOf: unsupported: embedded field " + m.Name + " with methods")
	}
}

func (s *structBuilder) finish() *descriptor {
	t := s.t
	if n := len(s.members); n > 0 {
		s.text += " "
		// A pointer to a last field of size zero must not point behind.
		if s.end > 0 && s.members[n-1].Type.Size == 0 {
			s.end++
			if s.end == 0 {
				panic("reflect.StructOf: struct size would exceed virtual address space")
			}
			t.Flags &^= typeinfo.FlagRegularMemory
		}
		if n == 1 {
			t.Flags |= s.members[0].Type.Flags & typeinfo.FlagDirectInterface
		}
	}
	align := uintptr(t.Align)
	t.Size = (s.end + align - 1) &^ (align - 1)
	if t.Size < s.end {
		panic("reflect.StructOf: struct size would exceed virtual address space")
	}
	if t.Size != s.end {
		t.Flags &^= typeinfo.FlagRegularMemory
	}
	t.String = s.text + "}"
	t.SetMembers(s.members)
	s.mask()
	return t
}

// mask computes where the pointers are.
func (s *structBuilder) mask() {
	var mask []byte
	for _, m := range s.members {
		eachPointer(m.Type, m.Offset, func(offset uintptr) {
			word := offset / wordSize
			for uintptr(len(mask)) <= word/8 {
				mask = append(mask, 0)
			}
			mask[word/8] |= 1 << (word % 8)
			s.t.PointerBytes = offset + wordSize
		})
	}
	if len(mask) > 0 {
		s.t.PointerMask = &mask[0]
	}
}

// eachPointer calls visit with the offset of every pointer in a value of type
// t at the offset, in order.
func eachPointer(t *descriptor, offset uintptr, visit func(uintptr)) {
	if t.PointerBytes == 0 {
		return
	}
	if Kind(t.Kind) == Array {
		for i := range t.Length {
			eachPointer(t.Element, offset+uintptr(i)*t.Element.Size, visit)
		}
		return
	}
	mask := unsafe.Slice(t.PointerMask, (t.PointerBytes/wordSize+7)/8)
	for word := uintptr(0); word < t.PointerBytes/wordSize; word++ {
		if mask[word/8]>>(word%8)&1 != 0 {
			visit(offset + word*wordSize)
		}
	}
}
