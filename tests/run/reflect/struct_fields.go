// Fields of structs by reflection: names, tags, offsets, package paths, and
// which of them can be set.
package main

import (
	"fmt"
	"reflect"
)

type inner struct {
	X, y int
}

type T struct {
	A int `json:"a,omitempty" xml:"b"`
	b string
	inner
	*Outer
	C []float64
}

type Outer struct{ X, Z int }

func main() {
	v := reflect.ValueOf(&T{A: 1, b: "bee", Outer: &Outer{3, 4}}).Elem()
	t := v.Type()
	for f := range t.Fields() {
		fmt.Println(f.Name, f.Type, f.Tag.Get("json"), f.Offset, f.Index, f.PkgPath, f.Anonymous, f.IsExported())
	}
	for _, f := range reflect.VisibleFields(t) {
		fmt.Println(f.Name, f.Index)
	}
	_, ok := t.FieldByName("X")
	fmt.Println("X", ok)
	z, _ := t.FieldByName("Z")
	fmt.Println(z.Index, v.FieldByIndex(z.Index), v.FieldByName("y"))
	v.Field(0).SetInt(7)
	fmt.Println(v.Field(0).CanSet(), v.Field(1).CanSet(), v.Field(1).CanInterface(), v.Field(4).CanSet())
	defer func() { fmt.Println(recover()) }()
	v.Field(1).SetString("no")
}
