// Type switches, assertions, conversions and sizes on values of type parameters.
package main

import (
	"fmt"
	"unsafe"
)

func describe[T any](v T) string {
	switch x := any(v).(type) {
	case int:
		return fmt.Sprint("int ", x+1)
	case []T:
		return "slice of itself"
	case fmt.Stringer:
		return "stringer " + x.String()
	}
	var p *T = &v
	return fmt.Sprintf("%T %T %d", v, p, unsafe.Sizeof(v))
}

type s struct{ n int }

func (v s) String() string { return fmt.Sprint("s", v.n) }

func isZero[T comparable](v T) bool {
	var zero T
	return v == zero
}

func build[T any](n int) (out []T, m map[string]T, c chan T) {
	return make([]T, n), map[string]T{"k": *new(T)}, make(chan T, n)
}

func cast[T any](v any) (t T, ok bool) { t, ok = v.(T); return }

func main() {
	fmt.Println(describe(1), describe("x"), describe(s{2}), describe([3]int16{}), describe[any](nil))
	fmt.Println(isZero(0), isZero("a"), isZero(s{}), isZero[any](nil), isZero([2]int{}))
	a, b, c := build[s](2)
	fmt.Printf("%v %v %T %d\n", a, b, c, cap(c))
	fmt.Println(cast[int]("x"))
	fmt.Println(cast[fmt.Stringer](s{9}))
}
