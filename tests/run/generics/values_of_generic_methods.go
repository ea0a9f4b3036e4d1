package main

// Values and expressions of generic methods, with and without explicit type arguments, are
// functions of the instantiated type.

import "fmt"

type list[T any] struct{ v T }

func (l *list[T]) apply[U any](f func(T) U) U { return f(l.v) }

type scalar struct{ n int }

func (s scalar) tag[T any](x T) string { return fmt.Sprint(s.n, x) }

func main() {
	l := &list[int]{4}
	f := l.apply[float64]
	fmt.Println(f(func(i int) float64 { return float64(i) / 8 }))
	g := scalar{3}.tag[string]
	var h func(int) string = scalar{5}.tag
	fmt.Println(g("x"), h(2))
	e := scalar.tag[bool]
	p := (*list[int]).apply[string]
	fmt.Println(e(scalar{7}, true), p(l, func(i int) string { return fmt.Sprint(i * 2) }))
	fmt.Printf("%T %T %T %T\n", f, h, e, p)
	defer l.apply[int](func(i int) int { fmt.Println("deferred", i); return i })
	go scalar{}.tag[int](1)
}
