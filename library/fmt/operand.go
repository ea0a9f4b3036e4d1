package fmt

import (
	"internal/typeinfo"
	"unsafe"
)

// operand prints an operand under a verb.
func (p *printer) operand(arg any, verb rune) {
	if arg == nil {
		if verb == 'v' || verb == 'T' {
			p.text("<nil>")
		} else {
			p.badVerb(value{}, verb)
		}
		return
	}
	if p.predeclared(arg, verb) {
		return
	}
	var word unsafe.Pointer
	v := valueOf(arg, &word)
	switch verb {
	case 'T':
		p.formatString(v.t.String, 's')
		return
	case 'p':
		if !p.pointer(v, 'p') {
			p.badVerb(v, 'p')
		}
		return
	}
	if r := typeinfo.ReflectValue(v.t, v.p); r != nil {
		p.reflected(r, verb)
		return
	}
	if _, bytes := arg.([]byte); bytes {
		// The one type whose elements, not itself, are asked for methods.
		p.value(v, verb, 0)
		return
	}
	if p.methods(arg, v, verb) {
		return
	}
	if verb == 'w' {
		verb = 'v'
	}
	p.value(v, verb, 0)
}

// predeclared prints an operand of one of the most common predeclared types,
// and reports whether it did: it would be printed in the end without this, but
// more slowly.
func (p *printer) predeclared(arg any, verb rune) bool {
	switch x := arg.(type) {
	case string:
		return p.formatString(x, verb)
	case int:
		return p.signedInteger(int64(x), verb)
	case int64:
		return p.signedInteger(x, verb)
	case int32:
		return p.signedInteger(int64(x), verb)
	case uint64:
		return p.unsignedInteger(x, verb)
	case uint8:
		return p.unsignedInteger(uint64(x), verb)
	case float64:
		return p.float(x, 64, verb)
	case bool:
		if verb == 'v' || verb == 't' {
			p.bool(x)
			return true
		}
	}
	return false
}

// badVerb prints the text for a verb that does not fit its operand. A value
// without type stands for nil.
func (p *printer) badVerb(v value, verb rune) {
	p.erring = true
	p.string("%!")
	p.rune(verb)
	p.byte('(')
	if v.t == nil {
		p.string("<nil>")
	} else {
		p.string(v.t.String)
		p.byte('=')
		p.value(v, 'v', 0)
	}
	p.byte(')')
	p.erring = false
}

// methods lets an operand print itself, and reports whether it did.
func (p *printer) methods(arg any, v value, verb rune) bool {
	if p.erring {
		return false
	}
	if verb == 'w' {
		if _, ok := arg.(error); !ok || !p.wrapping {
			p.badVerb(v, verb)
			return true
		}
		verb = 'v'
	}
	if v.t.Flags&typeinfo.FlagNamed != 0 && v.t.PackagePath == "" {
		// A predeclared type has no methods.
		return false
	}
	if f, ok := arg.(Formatter); ok {
		p.callFormat(f, v, verb)
		return true
	}
	if p.sharpV {
		g, ok := arg.(GoStringer)
		if ok {
			p.callText(g.GoString, v, verb, 's', "GoString")
		}
		return ok
	}
	switch verb {
	case 'v', 's', 'x', 'X', 'q':
	default:
		return false
	}
	switch t := arg.(type) {
	case error:
		p.callText(t.Error, v, verb, verb, "Error")
	case Stringer:
		p.callText(t.String, v, verb, verb, "String")
	default:
		return false
	}
	return true
}

func (p *printer) callFormat(f Formatter, v value, verb rune) {
	defer p.survive(v, verb, "Format")
	f.Format(p, verb)
}

// callText prints the result of a method, as a string under the verb shown.
func (p *printer) callText(method func() string, v value, verb, shown rune, name string) {
	defer p.survive(v, verb, name)
	p.formatString(method(), shown)
}

// survive turns a panic of an operand's method into a text.
func (p *printer) survive(v value, verb rune, method string) {
	reason := recover()
	if reason == nil {
		return
	}
	if v.t.Kind == typeinfo.Pointer && v.word() == nil {
		p.string("<nil>")
		return
	}
	if p.panicking {
		// Printing the reason panicked in turn.
		panic(reason)
	}
	saved := p.directive
	p.directive = directive{}
	p.string("%!")
	p.rune(verb)
	p.string("(PANIC=")
	p.string(method)
	p.string(" method: ")
	p.panicking = true
	p.operand(reason, 'v')
	p.panicking = false
	p.byte(')')
	p.directive = saved
}

// value prints a value by its kind. The depth counts composites around it.
func (p *printer) value(v value, verb rune, depth int) {
	if depth > 0 && !v.hidden && v.t.Kind != typeinfo.Interface && p.methods(v.any(), v, verb) {
		return
	}
	if depth == 0 {
		if r := typeinfo.ReflectValue(v.t, v.p); r != nil {
			p.reflected(r, verb)
			return
		}
	}
	ok := true
	switch k := v.t.Kind; {
	case k == typeinfo.Bool:
		if ok = verb == 'v' || verb == 't'; ok {
			p.bool(*(*bool)(v.p))
		}
	case k >= typeinfo.Int && k <= typeinfo.Int64:
		ok = p.signedInteger(v.signed(), verb)
	case k >= typeinfo.Uint && k <= typeinfo.Uintptr:
		ok = p.unsignedInteger(v.unsigned(), verb)
	case k == typeinfo.Float32 || k == typeinfo.Float64:
		ok = p.float(v.float(), int(v.t.Size)*8, verb)
	case k == typeinfo.Complex64 || k == typeinfo.Complex128:
		ok = p.complex(v.complex(), int(v.t.Size)*4, verb)
	case k == typeinfo.String:
		ok = p.formatString(v.text(), verb)
	case k == typeinfo.Map:
		p.mapValue(v, verb, depth)
	case k == typeinfo.Struct:
		p.structValue(v, verb, depth)
	case k == typeinfo.Interface:
		p.interfaceValue(v, verb, depth)
	case k == typeinfo.Array || k == typeinfo.Slice:
		p.sequence(v, verb, depth)
	case k == typeinfo.Pointer && depth == 0 && v.word() != nil && isComposite(v.t.Element.Kind):
		p.byte('&')
		p.value(value{v.t.Element, v.word(), v.hidden}, verb, depth+1)
	default:
		ok = p.pointer(v, verb)
	}
	if !ok {
		p.badVerb(v, verb)
	}
}

// boundMethod stands for the pointer of every method value.
var boundMethod = unsafe.Pointer(&boundMethodCode)

var boundMethodCode uintptr = 1

// reflected prints what a reflect.Value stands for.
func (p *printer) reflected(r *typeinfo.Variable, verb rune) {
	if r.Type == nil {
		p.string("<invalid reflect.Value>")
		return
	}
	v := value{r.Type, r.Address(), r.State&typeinfo.StateHidden != 0}
	if r.State&typeinfo.StateBoundMethod != 0 {
		// A func; which one cannot be told from the method's receiver.
		v = value{r.BoundMethodType(), unsafe.Pointer(&boundMethod), true}
	}
	if !v.hidden {
		arg, content := v.any(), v
		var word unsafe.Pointer
		if arg != nil && v.t.Kind == typeinfo.Interface {
			content = valueOf(arg, &word)
		}
		if arg != nil && p.methods(arg, content, verb) {
			return
		}
	}
	p.inReflected = true
	p.value(v, verb, 0)
	p.inReflected = false
}

func isComposite(kind uint8) bool {
	switch kind {
	case typeinfo.Array, typeinfo.Slice, typeinfo.Struct, typeinfo.Map:
		return true
	}
	return false
}

func (p *printer) bool(b bool) {
	if b {
		p.text("true")
	} else {
		p.text("false")
	}
}

// separator goes between the parts of a composite.
func (p *printer) separator(i int) {
	switch {
	case i == 0:
	case p.sharpV:
		p.string(", ")
	default:
		p.byte(' ')
	}
}

func (p *printer) structValue(v value, verb rune, depth int) {
	if p.sharpV {
		p.string(v.t.String)
	}
	p.byte('{')
	fields := v.t.Members()
	for i := range fields {
		f := &fields[i]
		p.separator(i)
		if p.plusV || p.sharpV {
			p.string(f.Name)
			p.byte(':')
		}
		field := v.at(f.Type, f.Offset)
		field.hidden = v.hidden || !f.Exported()
		p.element(field, verb, depth)
	}
	p.byte('}')
}

// element prints a struct field: what is in an interface stands for it.
func (p *printer) element(v value, verb rune, depth int) {
	if v.t.Kind == typeinfo.Interface {
		if inner := typeinfo.LoadInterface(v.t, v.p); inner != nil {
			var word unsafe.Pointer
			content := valueOf(inner, &word)
			content.hidden = v.hidden
			p.value(content, verb, depth+1)
			return
		}
	}
	p.value(v, verb, depth+1)
}

func (p *printer) interfaceValue(v value, verb rune, depth int) {
	inner := typeinfo.LoadInterface(v.t, v.p)
	if inner != nil {
		var word unsafe.Pointer
		content := valueOf(inner, &word)
		content.hidden = v.hidden
		p.value(content, verb, depth+1)
		return
	}
	if p.sharpV {
		p.string(v.t.String)
		p.string("(nil)")
	} else {
		p.string("<nil>")
	}
}

func (p *printer) sequence(v value, verb rune, depth int) {
	switch verb {
	case 's', 'q', 'x', 'X':
		if v.t.Element.Kind == typeinfo.Uint8 {
			p.formatBytes(v.bytes(), verb)
			return
		}
	}
	opening, closing := byte('['), byte(']')
	if p.sharpV {
		if _, bytes := typeinfo.Load(v.t, v.p).([]byte); bytes && depth == 0 && !p.inReflected && verb == 'v' {
			p.string("[]byte")
		} else {
			p.string(v.t.String)
		}
		if v.t.Kind == typeinfo.Slice && v.word() == nil {
			p.string("(nil)")
			return
		}
		opening, closing = '{', '}'
	}
	p.byte(opening)
	first, n := v.elements()
	for i := 0; i < n; i++ {
		p.separator(i)
		p.value(first.at(first.t, uintptr(i)*first.t.Size), verb, depth+1)
	}
	p.byte(closing)
}

func (p *printer) mapValue(v value, verb rune, depth int) {
	opening, closing := "map[", byte(']')
	if p.sharpV {
		p.string(v.t.String)
		if v.word() == nil {
			p.string("(nil)")
			return
		}
		opening, closing = "{", '}'
	}
	p.string(opening)
	for i, e := range sortedEntries(v) {
		p.separator(i)
		p.value(e.key, verb, depth+1)
		p.byte(':')
		p.value(e.element, verb, depth+1)
	}
	p.byte(closing)
}

// pointer prints the address in a pointer-like value; false if it is none or
// the verb does not fit.
func (p *printer) pointer(v value, verb rune) bool {
	var address uint64
	switch v.t.Kind {
	case typeinfo.Pointer, typeinfo.Chan, typeinfo.Map, typeinfo.Slice, typeinfo.UnsafePointer:
		address = uint64(uintptr(v.word()))
	case typeinfo.Func:
		if closure := v.word(); closure != nil {
			address = uint64(*(*uintptr)(closure))
		}
	default:
		return false
	}
	switch verb {
	case 'v':
		switch {
		case p.sharpV:
			p.byte('(')
			p.string(v.t.String)
			p.string(")(")
			if address == 0 {
				p.string("nil")
			} else {
				p.hexadecimal(address)
			}
			p.byte(')')
		case address == 0:
			p.text("<nil>")
		default:
			p.address(address)
		}
	case 'p':
		p.address(address)
	case 'b', 'o', 'd', 'x', 'X':
		return p.integer(address, false, verb)
	default:
		return false
	}
	return true
}

// address prints in hexadecimal with 0x, which the flag # takes away.
func (p *printer) address(n uint64) {
	sharp := p.sharp
	p.sharp = !sharp
	p.digits(n, false, 16, 'v', lowerDigits)
	p.sharp = sharp
}
