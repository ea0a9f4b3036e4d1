// Package fmt prints a reflect.Value as what it stands for.
package main

import (
	"fmt"
	"reflect"
)

type text struct{ s string }

func (t text) String() string { return "<" + t.s + ">" }

type box struct {
	V reflect.Value
	h text
}

func main() {
	var e error
	list := []reflect.Value{reflect.ValueOf(1), reflect.ValueOf("s"), reflect.ValueOf(text{"t"})}
	fmt.Println(list[0], list[1], list[2], list)
	fmt.Printf("%v %d %q %+v %T\n", list[2], list[0], list[1], reflect.ValueOf(box{h: text{"u"}}), list[0])
	fmt.Println(reflect.Value{}, reflect.ValueOf(&e).Elem(), reflect.ValueOf(box{h: text{"u"}}).Field(1))
	fmt.Printf("%d %v\n", list[1], box{V: list[0]})
	fmt.Println(reflect.TypeOf(list), reflect.ValueOf(&list[2]).Type())
}
