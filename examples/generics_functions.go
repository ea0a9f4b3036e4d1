// Generics_functions shows generic functions: map, filter, reduce, keys of a
// map, constraints with methods, and inference of type arguments.
package main

import (
	"fmt"
	"sort"
	"strconv"
)

type number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~float32 | ~float64
}

func mapped[T, U any](list []T, f func(T) U) []U {
	result := make([]U, 0, len(list))
	for _, v := range list {
		result = append(result, f(v))
	}
	return result
}

func filter[S ~[]T, T any](list S, keep func(T) bool) S {
	var result S
	for _, v := range list {
		if keep(v) {
			result = append(result, v)
		}
	}
	return result
}

func reduce[T, A any](list []T, start A, f func(A, T) A) A {
	for _, v := range list {
		start = f(start, v)
	}
	return start
}

func sum[T number](list ...T) (total T) {
	for _, v := range list {
		total += v
	}
	return total
}

func sortedKeys[M ~map[string]V, V any](m M) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

type pair[A, B any] struct {
	first  A
	second B
}

func zip[A, B any](as []A, bs []B) []pair[A, B] {
	result := make([]pair[A, B], min(len(as), len(bs)))
	for i := range result {
		result[i] = pair[A, B]{as[i], bs[i]}
	}
	return result
}

func index[T comparable](list []T, want T) int {
	for i, v := range list {
		if v == want {
			return i
		}
	}
	return -1
}

type setter[T any] interface {
	*T
	set(string)
}

type celsius float64

func (c *celsius) set(s string) {
	f, _ := strconv.ParseFloat(s, 64)
	*c = celsius(f)
}

func parseAll[T any, P setter[T]](texts ...string) []T {
	result := make([]T, len(texts))
	for i, text := range texts {
		P(&result[i]).set(text)
	}
	return result
}

type scores []int

func main() {
	numbers := []int{1, 2, 3, 4, 5, 6}
	fmt.Println(mapped(numbers, func(n int) string { return strconv.Itoa(n * n) }))
	even := filter(scores(numbers), func(n int) bool { return n%2 == 0 })
	fmt.Printf("%v %T\n", even, even)
	fmt.Println(reduce(numbers, "", func(s string, n int) string { return s + strconv.Itoa(n) }))
	fmt.Println(sum(1, 2, 3), sum(0.5, 0.25), sum[int8](100, 27, 1), sum[celsius]())
	fmt.Println(sortedKeys(map[string]bool{"b": true, "a": false, "c": true}))
	fmt.Printf("%+v\n", zip([]string{"x", "y", "z"}, []float64{1.5, 2.5}))
	fmt.Println(index([]string{"p", "q"}, "q"), index(numbers, 99), index([]pair[int, int]{{1, 2}, {3, 4}}, pair[int, int]{3, 4}))
	fmt.Println(parseAll[celsius]("21.5", "-3"))
	double := mapped[int, int]
	fmt.Println(double(numbers, func(n int) int { return 2 * n }))
}
