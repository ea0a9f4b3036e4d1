package reflect

// This file holds calls of functions and methods, and functions made at run
// time.
//
// How the arguments of a call are passed depends on the function's type. The
// compiler makes two pieces of code, called adapters, for every function type
// that has a descriptor: one that calls functions of the type with arguments
// and results in memory, and one that is a function of the type and passes
// the addresses of its arguments and results on. A type made by FuncOf that
// the compiler does not know has none and needs none: only reflection can call
// functions of such a type, and it made all of them.

import (
	"internal/typeinfo"
	"iter"
	"unsafe"
)

// adapters are what the descriptor of a function type has in place of a map's
// key.
type adapters struct {
	call unsafe.Pointer
	make unsafe.Pointer
}

func adaptersOf(t *descriptor) *adapters { return (*adapters)(unsafe.Pointer(t.Key)) }

// callAdapter returns where the code is that calls functions of type t; nil
// for a type that the compiler does not know.
//
// The compiler knows this function: a program that contains it has the
// adapters for calls.
//
//go:noinline
func callAdapter(t *descriptor) *unsafe.Pointer {
	if a := adaptersOf(t); a != nil {
		return &a.call
	}
	return nil
}

// makeAdapter returns the code that a made function of type t begins with.
//
// The compiler knows this function: a program that contains it has the
// adapters for made functions.
//
//go:noinline
func makeAdapter(t *descriptor) unsafe.Pointer {
	if a := adaptersOf(t); a != nil {
		return a.make
	}
	return nil
}

// A madeFunction is the closure object of a function made at run time. The
// adapter calls run.
type madeFunction struct {
	code unsafe.Pointer
	run  func(f *madeFunction, arguments, results *unsafe.Pointer)
	t    *descriptor
	body func([]Value) []Value
	// A method has code instead of a body. It is bound to the word of its
	// receiver, or takes a first argument of the receiver's type.
	method, word unsafe.Pointer
	methodType   *descriptor
	receiver     *descriptor
}

// MakeFunc returns a function of a function type that calls fn.
func MakeFunc(typ Type, fn func(args []Value) (results []Value)) Value {
	if typ.Kind() != Func {
		panic("reflect: call of MakeFunc with non-Func type")
	}
	t := typ.common()
	f := &madeFunction{t: t, body: fn}
	return f.value(0)
}

// value returns f as a function.
func (f *madeFunction) value(s state) Value {
	f.code, f.run = makeAdapter(f.t), runMade
	return Value{f.t, unsafe.Pointer(f), s | state(Func)}
}

// call carries out a call of f with checked arguments.
func (f *madeFunction) call(in []Value) []Value {
	if f.body == nil {
		return forward(f, in)
	}
	return f.checked(f.body(in))
}

// forward calls f's method.
//
//go:noinline
func forward(f *madeFunction, in []Value) []Value {
	word := f.word
	if f.receiver != nil {
		word = in[0].ptr
		if f.receiver.Direct() {
			word = in[0].word()
		}
		in = in[1:]
	}
	return invoke(f.methodType, f.method, word, in, true)
}

// runMade carries out a call of f by compiled code.
//
// The compiler knows this function, forward and invoke: for recover they do
// not exist.
//
//go:noinline
func runMade(f *madeFunction, arguments, results *unsafe.Pointer) {
	ins := parameters(f.t)
	in := make([]Value, len(ins))
	for i, from := range unsafe.Slice(arguments, len(ins)) {
		in[i] = copyOf(ins[i].Type, from, 0)
	}
	var out []Value
	if f.body == nil {
		out = forward(f, in)
	} else {
		out = f.checked(f.body(in))
	}
	for i, to := range unsafe.Slice(results, len(out)) {
		move(out[i].typ, to, out[i].address())
	}
}

// checked returns the results of f as values of the result types.
func (f *madeFunction) checked(out []Value) []Value {
	outs := results(f.t)
	if len(out) != len(outs) {
		panic("reflect: wrong return count from function created by MakeFunc")
	}
	values := make([]Value, len(out))
	for i, v := range out {
		if v.typ == nil {
			panic("reflect: function created by MakeFunc using closure returned zero Value")
		}
		if v.state&hidden != 0 {
			panic("reflect: function created by MakeFunc using closure returned value obtained from unexported field")
		}
		if v.state&boundMethod != 0 {
			v = v.closure("reflect.MakeFunc")
		}
		values[i] = v.assignTo("reflect.MakeFunc", outs[i].Type)
	}
	return values
}

// Call calls function v. The arguments of a variadic parameter are given one
// by one.
func (v Value) Call(in []Value) []Value {
	v.mustBe(Func, "Call")
	v.mustBeExported("reflect.Value.Call")
	return v.call("Call", in)
}

// CallSlice calls variadic function v with a slice for the last parameter.
func (v Value) CallSlice(in []Value) []Value {
	v.mustBe(Func, "CallSlice")
	v.mustBeExported("reflect.Value.CallSlice")
	return v.call("CallSlice", in)
}

func (v Value) call(op string, in []Value) []Value {
	t := v.descriptor()
	if v.state&boundMethod == 0 && v.word() == nil {
		panic("reflect.Value.Call: call of nil function")
	}
	in = callArguments(op, t, in)
	if v.state&boundMethod != 0 {
		code, receiver := v.receiver(op)
		return invoke(t, code, receiver, in, true)
	}
	closure := v.word()
	if callAdapter(t) == nil {
		f := (*madeFunction)(closure)
		return fromMade(f.call(in))
	}
	return invoke(t, *(*unsafe.Pointer)(closure), closure, in, false)
}

// fromMade makes the values of results lose their connection to variables.
func fromMade(out []Value) []Value {
	for i, v := range out {
		out[i] = copyOf(v.typ, v.address(), 0)
	}
	return out
}

// callArguments checks the arguments of a call and returns one for each
// parameter.
func callArguments(op string, t *descriptor, in []Value) []Value {
	ins := parameters(t)
	n := len(ins)
	variadic := t.Flags&typeinfo.FlagVariadic != 0
	if op == "CallSlice" {
		if !variadic {
			panic("reflect: CallSlice of non-variadic function")
		}
		if len(in) < n {
			panic("reflect: CallSlice with too few input arguments")
		}
		if len(in) > n {
			panic("reflect: CallSlice with too many input arguments")
		}
		variadic = false
	}
	if variadic {
		n--
	}
	if len(in) < n {
		panic("reflect: Call with too few input arguments")
	}
	if !variadic && len(in) > n {
		panic("reflect: Call with too many input arguments")
	}
	for _, x := range in {
		if x.kind() == Invalid {
			panic("reflect: " + op + " using zero Value argument")
		}
	}
	for i := range n {
		if from, to := in[i].Type(), ins[i].Type; !from.AssignableTo(toType(to)) {
			panic("reflect: " + op + " using " + from.String() + " as type " + to.String)
		}
	}
	given := in
	in = make([]Value, len(ins))
	copy(in, given[:n])
	if variadic {
		in[n] = variadicArgument(op, ins[n].Type, given[n:])
	}
	for i := range in {
		in[i].mustBeExported("reflect.Value." + op)
		in[i] = in[i].assignTo("reflect.Value.Call", ins[i].Type)
	}
	return in
}

// variadicArgument puts arguments into a slice.
func variadicArgument(op string, t *descriptor, in []Value) Value {
	slice := MakeSlice(toType(t), len(in), len(in))
	for i, x := range in {
		if from := x.Type(); !from.AssignableTo(toType(t.Element)) {
			panic("reflect: cannot use " + from.String() + " as type " + t.Element.String + " in " + op)
		}
		slice.Index(i).Set(x)
	}
	return slice
}

// invoke calls code of function type t: a closure's, or a method's with its
// receiver's word.
//
//go:noinline
func invoke(t *descriptor, code, word unsafe.Pointer, in []Value, method bool) []Value {
	adapter := callAdapter(t)
	if adapter == nil {
		panic("reflect: unsupported: call of a method of type " + t.String + ", which the program does not contain")
	}
	if code == nil {
		panic("reflect: the method's code is not part of the program")
	}
	outs := results(t)
	memory := make([]unsafe.Pointer, len(in)+len(outs)+1)
	for i := range in {
		memory[i] = in[i].address()
	}
	to := memory[len(in):]
	for i := range outs {
		to[i] = newObject(outs[i].Type)
	}
	f := *(*func(code, word unsafe.Pointer, arguments, results *unsafe.Pointer, method bool))(unsafe.Pointer(&adapter))
	f(code, word, &memory[0], &to[0], method)
	out := make([]Value, len(outs))
	for i := range outs {
		out[i] = fresh(outs[i].Type, to[i], 0)
	}
	return out
}

// NumMethod returns the number of methods that Method gives access to.
func (v Value) NumMethod() int {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.NumMethod", Invalid})
	}
	if v.state&boundMethod != 0 {
		return 0
	}
	return methodCount(v.typ)
}

// Method returns the i-th method of v as a function without receiver.
func (v Value) Method(i int) Value {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.Method", Invalid})
	}
	if v.state&boundMethod != 0 || uint(i) >= uint(methodCount(v.typ)) {
		panic("reflect: Method index out of range")
	}
	if Kind(v.typ.Kind) == Interface && v.IsNil() {
		panic("reflect: Method on nil interface value")
	}
	s := v.inherited() | v.state&indirect | state(Func) | boundMethod | state(i)<<methodShift
	return Value{v.typ, v.ptr, s}
}

// Methods yields the methods of v's type, and what Method returns for each.
func (v Value) Methods() iter.Seq2[Method, Value] {
	return func(yield func(Method, Value) bool) {
		t := v.Type()
		for i := range v.NumMethod() {
			if !yield(t.Method(i), v.Method(i)) {
				return
			}
		}
	}
}

// MethodByName returns the method of that name as a function without receiver,
// the zero Value if there is none.
func (v Value) MethodByName(name string) Value {
	if v.typ == nil {
		panic(&ValueError{"reflect.Value.MethodByName", Invalid})
	}
	if v.state&boundMethod != 0 {
		return Value{}
	}
	i := methodIndex(v.typ, name)
	if i < 0 {
		return Value{}
	}
	return v.Method(i)
}

func (v Value) boundIndex() int { return int(v.state >> methodShift) }

// boundMethodType returns the type of the bound method v.
func (v Value) boundMethodType() *descriptor {
	if Kind(v.typ.Kind) == Interface {
		return v.typ.Members()[v.boundIndex()].Type
	}
	return exportedMethods(v.typ)[v.boundIndex()].Type
}

// receiver returns the code of the bound method v and the word for its
// receiver.
func (v Value) receiver(op string) (code, word unsafe.Pointer) {
	i := v.boundIndex()
	if Kind(v.typ.Kind) == Interface {
		if !v.typ.Members()[i].Exported() {
			panic("reflect: " + op + " of unexported method")
		}
		table, word := typeinfo.MethodTable(v.ptr)
		if table == nil {
			panic("reflect: " + op + ": method on nil interface value")
		}
		return typeinfo.MethodCode(table, i), word
	}
	code = methodCode(&exportedMethods(v.typ)[i])
	if v.typ.Direct() {
		return code, v.word()
	}
	return code, v.ptr
}

// closure turns the bound method v into an ordinary function. If the receiver is
// a variable, it is read when that function is called, as gc has it.
func (v Value) closure(op string) Value {
	t := v.boundMethodType()
	code, word := v.receiver(op)
	f := &madeFunction{t: t, method: code, word: word, methodType: t}
	return f.value(v.state & hidden)
}

// boundMethodCode is what bound methods have for the address of their code.
func boundMethodCode() unsafe.Pointer {
	f := runMade
	return **(**unsafe.Pointer)(unsafe.Pointer(&f))
}

// methodExpression returns method m of type t as a function of type typ, whose
// first parameter is the receiver.
func methodExpression(t *descriptor, m *typeinfo.Method, typ *descriptor) Value {
	f := &madeFunction{t: typ, method: methodCode(m), methodType: m.Type, receiver: t}
	return f.value(0)
}
