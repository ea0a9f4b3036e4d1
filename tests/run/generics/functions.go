// Generic functions: inference, explicit instantiation, results of instantiations.
package main

import "fmt"

func mapped[T, U any](list []T, f func(T) U) []U {
	var out []U
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

func pair[A any, B any](a A, b B) (B, A) { return b, a }

func zero[T any]() (z T) { return }

func ptr[T any](v T) *T { return &v }

func keys[M ~map[K]V, K comparable, V any](m M) int { return len(m) }

type table map[string]int

func main() {
	fmt.Println(mapped([]int{1, 2}, func(n int) string { return fmt.Sprint(n * 2) }))
	fmt.Println(pair(1, "x"))
	fmt.Printf("%v %q %v %v\n", zero[int](), zero[string](), zero[*int](), zero[struct{ A int }]())
	f := mapped[string, int]
	fmt.Println(f([]string{"a", "bc"}, func(s string) int { return len(s) }), *ptr(2.5), keys(table{"a": 1}))
	var g func([]int, func(int) bool) []bool = mapped
	fmt.Printf("%v %T\n", g([]int{1, 3}, func(n int) bool { return n > 2 }), f)
}
