// Types made at run time are identical with those that the program contains.
package main

import (
	"fmt"
	"reflect"
)

func same(a, b reflect.Type) { fmt.Println(a, a == b) }

func main() {
	i, s := reflect.TypeFor[int](), reflect.TypeFor[string]()
	same(reflect.PointerTo(i), reflect.TypeFor[*int]())
	same(reflect.SliceOf(s), reflect.TypeFor[[]string]())
	same(reflect.ArrayOf(5, i), reflect.TypeFor[[5]int]())
	same(reflect.MapOf(s, i), reflect.TypeFor[map[string]int]())
	same(reflect.ChanOf(reflect.RecvDir, i), reflect.TypeFor[<-chan int]())
	same(reflect.ChanOf(reflect.BothDir, reflect.TypeFor[<-chan int]()), reflect.TypeFor[chan (<-chan int)]())
	same(reflect.FuncOf([]reflect.Type{s, reflect.TypeFor[[]int]()}, []reflect.Type{i}, true), reflect.TypeFor[func(string, ...int) int]())
	type T = struct {
		A int `k:"v"`
		B string
	}
	made := reflect.StructOf([]reflect.StructField{{Name: "A", Type: i, Tag: `k:"v"`}, {Name: "B", Type: s}})
	same(made, reflect.TypeFor[T]())
	// Nothing in the program has these.
	deep := reflect.SliceOf(reflect.ArrayOf(3, reflect.PointerTo(reflect.MapOf(i, reflect.TypeFor[[7]uint16]()))))
	same(deep, reflect.SliceOf(deep.Elem()))
	x := reflect.MakeSlice(deep, 2, 4)
	m := reflect.New(deep.Elem().Elem().Elem())
	m.Elem().Set(reflect.MakeMap(m.Elem().Type()))
	x.Index(1).Index(2).Set(m)
	m.Elem().SetMapIndex(reflect.ValueOf(5), reflect.ValueOf([7]uint16{6: 1}))
	fmt.Println(x.Len(), x.Index(1).Index(2).Elem(), x.Index(0))
	other := reflect.StructOf([]reflect.StructField{{Name: "P", Type: deep}, {Name: "F", Type: reflect.TypeFor[float32]()}, {Name: "E", Type: reflect.TypeFor[struct{}]()}})
	v := reflect.New(other).Elem()
	v.Field(1).SetFloat(1.5)
	fmt.Printf("%+v %d\n", v, other.Size())
	k := reflect.MakeMap(reflect.MapOf(other.Field(1).Type, other))
	k.SetMapIndex(reflect.ValueOf(float32(2)), v)
	fmt.Println(k.MapIndex(reflect.ValueOf(float32(2))).Field(1).Float())
}
