// Assignability, conversions and equality by reflection.
package main

import (
	"fmt"
	"reflect"
)

type MyInt int
type Bytes []byte
type E struct{}

func (E) Error() string { return "E" }

func convert(x any, t reflect.Type) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("panic:", r)
		}
	}()
	v := reflect.ValueOf(x)
	fmt.Print(v.Type(), " to ", t, ": ", v.Type().AssignableTo(t), v.CanConvert(t), " ")
	fmt.Printf("%#v\n", v.Convert(t).Interface())
}

func main() {
	convert(300, reflect.TypeFor[uint8]())
	convert(-1, reflect.TypeFor[MyInt]())
	convert(2.75, reflect.TypeFor[int16]())
	convert(uint8(65), reflect.TypeFor[string]())
	convert("héllo", reflect.TypeFor[Bytes]())
	convert("hé", reflect.TypeFor[[]rune]())
	convert(Bytes("x"), reflect.TypeFor[string]())
	convert(E{}, reflect.TypeFor[error]())
	convert([]int{1, 2, 3}, reflect.TypeFor[[2]int]())
	convert([]int{1}, reflect.TypeFor[[2]int]())
	convert(struct {
		A int `x:"y"`
	}{3}, reflect.TypeFor[struct{ A int }]())
	convert("x", reflect.TypeFor[int]())
	convert(complex64(1i), reflect.TypeFor[complex128]())
	convert(make(chan int, 3), reflect.TypeFor[int]())
	convert((func())(nil), reflect.TypeFor[func(int)]())

	type node struct {
		next *node
		m    map[string]any
	}
	a, b := &node{m: map[string]any{"k": []int{1}}}, &node{m: map[string]any{"k": []int{1}}}
	a.next, b.next = a, b
	fmt.Println(reflect.DeepEqual(a, b))
	b.m["k"] = []int{2}
	fmt.Println(reflect.DeepEqual(a, b), reflect.DeepEqual([]int(nil), []int{}), reflect.DeepEqual(nil, nil))
	fmt.Println(reflect.ValueOf([2]any{1, "a"}).Equal(reflect.ValueOf([2]any{1, "a"})), reflect.ValueOf([1]any{[]int{}}).Comparable())
	x, ok := reflect.TypeAssert[error](reflect.ValueOf(E{}))
	fmt.Println(x, ok, reflect.ValueOf(struct{ a, b float64 }{}).IsZero())
}
