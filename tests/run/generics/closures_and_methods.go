// Closures in generic functions, method values of instances, generic func types.
package main

import "fmt"

type fn[A, B any] func(A) B

func (f fn[A, B]) then(g func(B) B) fn[A, B] { return func(a A) B { return g(f(a)) } }

func memo[K comparable, V any](f func(K) V) func(K) (V, bool) {
	cache := map[K]V{}
	return func(k K) (V, bool) {
		if v, ok := cache[k]; ok {
			return v, true
		}
		cache[k] = f(k)
		return cache[k], false
	}
}

type acc[T any] struct{ items []T }

func (a *acc[T]) add(v T)   { a.items = append(a.items, v) }
func (a acc[T]) count() int { return len(a.items) }
func adders[T any](accs ...*acc[T]) (fs []func(T)) {
	for _, a := range accs {
		fs = append(fs, a.add)
	}
	return fs
}

func main() {
	f := fn[int, string](func(n int) string { return fmt.Sprint(n) }).then(func(s string) string { return s + "!" })
	fmt.Println(f(5))
	m := memo(func(s string) int { return len(s) })
	fmt.Println(m("abc"))
	fmt.Println(m("abc"))
	a, b := &acc[string]{}, &acc[string]{}
	for i, add := range adders(a, b, a) {
		add(fmt.Sprint(i))
	}
	count := (*acc[string]).count
	fmt.Println(a.items, b.items, count(a), acc[int].count(acc[int]{}))
}
