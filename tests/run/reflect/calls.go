// Functions and methods called by reflection, with arguments and results in
// registers, on the stack and in memory.
package main

import (
	"fmt"
	"reflect"
)

type T struct {
	A int
	b string
}

func (t T) Hello(s string) string { return "hello " + s + " " + t.b }
func (t *T) SetA(n int)           { t.A = n }
func (t T) Big(a, b, c, d, e, f, g int8, h float32, x [5]int, y any) (string, [9]int, error) {
	return fmt.Sprint(a, b, c, d, e, f, g, h, x, y, t.A), [9]int{1, 2, 3, 4, 5, 6, 7, 8, 9}, nil
}

type P struct{ p *int }

func (p P) Get() int { return *p.p }

type S interface{ Hello(string) string }

func sum(start float64, xs ...int) (r float64, n int) {
	for _, x := range xs {
		start += float64(x)
	}
	return start, len(xs)
}

func values(list ...any) (out []reflect.Value) {
	for _, x := range list {
		out = append(out, reflect.ValueOf(x))
	}
	return
}

func show(out []reflect.Value) {
	for _, v := range out {
		fmt.Print(v, "; ")
	}
	fmt.Println()
}

func main() {
	t := T{1, "bee"}
	v := reflect.ValueOf(&t).Elem()
	fmt.Println(v.NumMethod(), v.Addr().NumMethod())
	for m := range v.Addr().Type().Methods() {
		fmt.Println(m.Name, m.Type, m.Index)
	}
	show(v.MethodByName("Hello").Call(values("you")))
	show(v.Addr().MethodByName("SetA").Call(values(42)))
	show(v.MethodByName("Big").Call(values(int8(-1), int8(2), int8(3), int8(4), int8(5), int8(6), int8(7), float32(2.5), [5]int{1, 2, 3, 4, 5}, "any")))
	show(reflect.ValueOf(sum).Call(values(0.5, 1, 2, 3)))
	show(reflect.ValueOf(sum).CallSlice(values(0.5, []int{4, 5})))
	n := 9
	show(reflect.ValueOf(P{&n}).Method(0).Call(nil))
	hello, _ := reflect.TypeOf(t).MethodByName("Hello")
	show(hello.Func.Call(values(t, "expression")))
	bound := v.MethodByName("Hello").Interface().(func(string) string)
	t.b = "changed"
	fmt.Println(bound("m"))
	var s S = t
	show(reflect.ValueOf(&s).Elem().Method(0).Call(values("interface")))
	k := 10
	closure := func(x *int, c complex64) (int, complex128) { return *x + k, complex128(c) * 2 }
	show(reflect.ValueOf(closure).Call(values(&n, complex64(1i))))
}
