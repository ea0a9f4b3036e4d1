// Which panics and results rare uses of package reflect have.
package main

import (
	"fmt"
	"math"
	"math/bits"
	"reflect"
	"strconv"
)

func try(f func() any) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%T: %v\n", r, r)
		}
	}()
	fmt.Println(f())
}

func main() {
	v := reflect.ValueOf(5)
	try(func() any { v.Set(v); return nil })
	try(func() any { return reflect.Append(v, v) })
	try(func() any { return reflect.Copy(reflect.ValueOf([2]int{}), v) })
	try(func() any { return v.FieldByNameFunc(nil) })
	try(func() any { return reflect.Value{}.Comparable() })
	try(func() any { return reflect.TypeFor[struct{ A int }]().FieldByIndex(nil).Type })
	try(func() any { return reflect.TypeFor[error]().Method(9).Name })
	for _, slice := range []any{[]int{1, 2}, []int{1}, []struct{ a, b, c int }{{}, {}}} {
		try(func() any { reflect.Swapper(slice)(7, 9); return nil })
	}
	fmt.Printf("%#v %#v\n", reflect.ValueOf([]byte("x")), []byte("x"))
	try(func() any { q, _ := bits.Div64(5, 1, 5); return q })
	f, _ := strconv.ParseFloat("nan", 32)
	fmt.Printf("%x\n", math.Float64bits(f))
	constant, text := []byte("0123456789"), "0123456789"
	fmt.Println(cap(constant), len([]byte(text)))
}
