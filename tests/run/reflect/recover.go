// recover in functions that reflection made or bound and that are deferred:
// what is in between does not count; but for Call it does.
package main

import "reflect"

type T struct{ n int }

func (t T) M() { println("M", t.n, recover() != nil) }

func deferred(f func()) {
	defer func() { println("outer", recover() != nil) }()
	defer f()
	panic(1)
}

func main() {
	deferred(reflect.ValueOf(T{1}).Method(0).Interface().(func()))
	deferred(reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value {
		println("made", recover() != nil)
		return nil
	}).Interface().(func()))
	deferred(func() { reflect.ValueOf(T{2}).Method(0).Call(nil) })
	func() {
		defer func() { println("outer", recover() != nil) }()
		defer reflect.ValueOf(T{3}).Method(0).Call(nil)
		panic(2)
	}()
	func() {
		defer func() { println("outer", recover() != nil) }()
		defer reflect.TypeFor[*T]().Method(0).Func.Interface().(func(*T))(&T{4})
		panic(3)
	}()
}
