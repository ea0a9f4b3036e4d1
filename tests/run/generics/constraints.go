// Type sets, methods in constraints, core operations, comparable.
package main

import "fmt"

type integer interface {
	~int | ~int8 | ~uint8 | ~int64
}
type number interface {
	integer | ~float32 | ~float64
}
type stringish interface {
	~string
	fmt.Stringer
}
type name string

func (n name) String() string { return "name " + string(n) }

type small int8

func sum[T number](list ...T) (s T) {
	for _, v := range list {
		s += v
	}
	return s
}

func show[T stringish](v T) string { return v.String() + "/" + string(v) }

func convert[To, From number](v From) To { return To(v) }

func half[T integer](v T) T { return v / 2 >> 0 }

func index[T comparable](list []T, v T) int {
	for i, x := range list {
		if x == v {
			return i
		}
	}
	return -1
}

func first[S ~[]E | ~string, E any](s S) int { return len(s) }

func main() {
	fmt.Println(sum(1, 2, 3), sum(1.5, 2), sum[small](100, 100), sum[uint8](200, 100), sum[float32]())
	fmt.Println(show(name("n")), convert[int8](100.7), convert[float64](small(3)), half(small(-7)))
	fmt.Println(index([]any{1, "a", 2.5}, any("a")), index([][2]int{{1, 2}}, [2]int{1, 2}), first[string, int]("abc"))
}
