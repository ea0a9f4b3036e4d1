// Generic iterators chained: sequences as functions, pulled by range loops.
package main

import "fmt"

type seq[V any] func(yield func(V) bool)

func count(n int) seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n && yield(i); i++ {
		}
	}
}

func (s seq[V]) filter(keep func(V) bool) seq[V] {
	return func(yield func(V) bool) {
		for v := range s {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func collect[V any](s seq[V], limit int) (out []V) {
	for v := range s {
		if out = append(out, v); len(out) == limit {
			break
		}
	}
	return out
}

func mapped[V, W any](s seq[V], f func(V) W) seq[W] {
	return func(yield func(W) bool) {
		s(func(v V) bool { return yield(f(v)) })
	}
}

func main() {
	even := count(1 << 40).filter(func(n int) bool { return n%2 == 0 })
	fmt.Println(collect(even, 5), collect(mapped(even, func(n int) string { return fmt.Sprint("<", n, ">") }), 3))
}
