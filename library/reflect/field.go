package reflect

// This file holds struct fields and their tags.

import (
	"internal/typeinfo"
	"iter"
	"strconv"
)

// A StructField describes one field of a struct type.
type StructField struct {
	Name string
	// PkgPath is the import path of the declaring package for names that are
	// not exported, else "".
	PkgPath   string
	Type      Type
	Tag       StructTag
	Offset    uintptr // from the start of the struct, in bytes
	Index     []int   // for Type.FieldByIndex
	Anonymous bool    // is an embedded field
}

// IsExported reports whether the name is exported.
func (f StructField) IsExported() bool { return f.PkgPath == "" }

// A StructTag is the tag of a field: by convention a list of key:"value" pairs
// separated by spaces.
type StructTag string

// Get returns the value of a key, "" if the tag does not have it.
func (tag StructTag) Get(key string) string {
	value, _ := tag.Lookup(key)
	return value
}

// Lookup returns the value of a key, and whether the tag has it. The search
// ends at the first pair that does not follow the convention.
func (tag StructTag) Lookup(key string) (value string, ok bool) {
	rest := string(tag)
	for {
		for rest != "" && rest[0] == ' ' {
			rest = rest[1:]
		}
		n := 0
		for n < len(rest) && rest[n] > ' ' && rest[n] != ':' && rest[n] != '"' && rest[n] != 0x7f {
			n++
		}
		if n == 0 || n+1 >= len(rest) || rest[n] != ':' || rest[n+1] != '"' {
			return "", false
		}
		name, quoted := rest[:n], rest[n+1:]
		end := closingQuote(quoted)
		if end < 0 {
			return "", false
		}
		rest = quoted[end+1:]
		if name == key {
			text, err := strconv.Unquote(quoted[:end+1])
			return text, err == nil
		}
	}
}

// closingQuote returns the index of the quote that ends the literal at the
// start of s, or -1.
func closingQuote(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '"':
			return i
		case '\\':
			i++
		}
	}
	return -1
}

func (t *rtype) NumField() int {
	t.expect(Struct, "NumField")
	return len(t.t.Members())
}

func (t *rtype) Field(i int) StructField {
	t.expect(Struct, "Field")
	members := t.t.Members()
	if i < 0 || i >= len(members) {
		panic("reflect: Field index out of bounds")
	}
	return structField(&members[i], i)
}

func structField(m *typeinfo.Member, i int) StructField {
	return StructField{
		Name:      m.Name,
		PkgPath:   m.PackagePath,
		Type:      toType(m.Type),
		Tag:       StructTag(m.Tag),
		Offset:    m.Offset,
		Index:     []int{i},
		Anonymous: m.Embedded(),
	}
}

func (t *rtype) Fields() iter.Seq[StructField] {
	t.expect(Struct, "Fields")
	return numbered(t.NumField, t.Field)
}

func (t *rtype) FieldByIndex(index []int) StructField {
	t.expect(Struct, "FieldByIndex")
	f := StructField{Type: t}
	for depth, i := range index {
		from := t
		if depth > 0 {
			from = f.Type.(*rtype)
			if from.Kind() == Pointer && Kind(from.t.Element.Kind) == Struct {
				from = from.Elem().(*rtype)
			}
		}
		f = from.Field(i)
	}
	return f
}

func (t *rtype) FieldByName(name string) (StructField, bool) {
	t.expect(Struct, "FieldByName")
	// A field of the struct itself needs no search.
	embedded := false
	if name != "" {
		for i := range t.t.Members() {
			m := &t.t.Members()[i]
			if m.Name == name {
				return structField(m, i), true
			}
			embedded = embedded || m.Embedded()
		}
	}
	if !embedded {
		return StructField{}, false
	}
	return t.FieldByNameFunc(func(s string) bool { return s == name })
}

func (t *rtype) FieldByNameFunc(match func(string) bool) (StructField, bool) {
	t.expect(Struct, "FieldByNameFunc")
	level := []embedding{{t: &t.t, count: 1}}
	seen := map[*descriptor]bool{}
	for len(level) > 0 {
		var found StructField
		hits := 0
		var next []embedding
		for _, e := range level {
			if seen[e.t] {
				continue
			}
			seen[e.t] = true
			for i := range e.t.Members() {
				m := &e.t.Members()[i]
				if match(m.Name) {
					hits += e.count
					found = structField(m, i)
					found.Index = appendIndex(e.index, i)
				} else if inner := embeddedStruct(m); inner != nil && !seen[inner] {
					next = addEmbedding(next, embedding{inner, appendIndex(e.index, i), e.count})
				}
			}
		}
		if hits == 1 {
			return found, true
		}
		if hits > 1 {
			break
		}
		level = next
	}
	return StructField{}, false
}

// An embedding is a struct type found at some depth, and how many paths lead
// to it there.
type embedding struct {
	t     *descriptor
	index []int
	count int
}

func addEmbedding(list []embedding, e embedding) []embedding {
	for i := range list {
		if list[i].t == e.t {
			list[i].count += e.count
			return list
		}
	}
	return append(list, e)
}

// embeddedStruct returns the struct type that m embeds, directly or by
// pointer; nil if it does not.
func embeddedStruct(m *typeinfo.Member) *descriptor {
	if !m.Embedded() {
		return nil
	}
	t := m.Type
	if Kind(t.Kind) == Pointer {
		t = t.Element
	}
	if Kind(t.Kind) != Struct {
		return nil
	}
	return t
}

func appendIndex(index []int, i int) []int {
	return append(index[:len(index):len(index)], i)
}

// VisibleFields returns the fields of struct type t that a selector can name,
// promoted ones included: all direct fields, and after each embedded struct
// its own, unless a field at a smaller depth has the name.
func VisibleFields(t Type) []StructField {
	if t == nil {
		panic("reflect: VisibleFields(nil)")
	}
	if t.Kind() != Struct {
		panic("reflect.VisibleFields of non-struct type")
	}
	w := fieldWalk{place: map[string]int{}, open: map[*descriptor]bool{}}
	w.walk(t.common(), nil)
	visible := w.fields[:0]
	for _, f := range w.fields {
		if f.Name != "" {
			visible = append(visible, f)
		}
	}
	return visible
}

// A fieldWalk collects visible fields; hidden ones lose their names.
type fieldWalk struct {
	fields []StructField
	// place is where the visible field of a name is in fields.
	place map[string]int
	// open are the types around the present one.
	open map[*descriptor]bool
}

func (w *fieldWalk) walk(t *descriptor, index []int) {
	if w.open[t] {
		return
	}
	w.open[t] = true
	for i := range t.Members() {
		m := &t.Members()[i]
		f := structField(m, i)
		f.Index = appendIndex(index, i)
		w.add(f)
		if inner := embeddedStruct(m); inner != nil {
			w.walk(inner, f.Index)
		}
	}
	delete(w.open, t)
}

func (w *fieldWalk) add(f StructField) {
	if at, known := w.place[f.Name]; known {
		other := &w.fields[at]
		switch {
		case len(f.Index) > len(other.Index):
			return
		case len(f.Index) == len(other.Index):
			// Neither is visible, but both go on hiding deeper ones.
			other.Name = ""
			return
		}
		other.Name = ""
	}
	w.place[f.Name] = len(w.fields)
	w.fields = append(w.fields, f)
}
