// Functions made at run time and called by compiled code.
package main

import (
	"fmt"
	"reflect"
)

type Op func(a int, b string, c float64, d [6]int, e []byte, f int8, g bool, h any, i error) (string, [10]int, bool)

func main() {
	swap := func(in []reflect.Value) []reflect.Value { return []reflect.Value{in[1], in[0]} }
	make2 := func(p any) {
		f := reflect.ValueOf(p).Elem()
		f.Set(reflect.MakeFunc(f.Type(), swap))
	}
	var ints func(int, int) (int, int)
	make2(&ints)
	fmt.Println(ints(1, 2))
	var mixed func(float32, struct{ A, B string }) (struct{ A, B string }, float32)
	make2(&mixed)
	fmt.Println(mixed(1.5, struct{ A, B string }{"a", "b"}))

	var op Op
	v := reflect.ValueOf(&op).Elem()
	v.Set(reflect.MakeFunc(v.Type(), func(in []reflect.Value) []reflect.Value {
		text := ""
		for _, x := range in {
			text += fmt.Sprint(x, " ")
		}
		var big [10]int
		big[9] = 99
		return []reflect.Value{reflect.ValueOf(text), reflect.ValueOf(big), reflect.ValueOf(true)}
	}))
	fmt.Println(op(1, "b", 2.5, [6]int{1, 2, 3}, []byte("xyz"), -8, true, 'h', fmt.Errorf("err")))

	var variadic func(string, ...int) int
	v = reflect.ValueOf(&variadic).Elem()
	v.Set(reflect.MakeFunc(v.Type(), func(in []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(in[1].Len() + len(in[0].String()))}
	}))
	fmt.Println(variadic("abc", 1, 2, 3, 4))

	// A type that the program does not mention.
	unknown := reflect.FuncOf([]reflect.Type{reflect.TypeFor[int16](), reflect.TypeFor[string]()}, []reflect.Type{reflect.TypeFor[string](), reflect.TypeFor[int16]()}, false)
	f := reflect.MakeFunc(unknown, swap)
	out := f.Call([]reflect.Value{reflect.ValueOf(int16(3)), reflect.ValueOf("three")})
	fmt.Println(unknown, out[0], out[1])

	defer func() { fmt.Println(recover()) }()
	bad := reflect.MakeFunc(reflect.TypeFor[func() int](), func([]reflect.Value) []reflect.Value { return nil })
	bad.Interface().(func() int)()
}
