// Range-over-func iterators: plain, stacked, recursive, nested with early exits, of the library.
package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

func upTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func filter[T any](from iter.Seq[T], keep func(T) bool) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range from {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func transform[T, U any](from iter.Seq[T], f func(T) U) iter.Seq[U] {
	return func(yield func(U) bool) {
		for v := range from {
			if !yield(f(v)) {
				return
			}
		}
	}
}

type tree struct {
	left, right *tree
	value       int
}

func build(low, high int) *tree {
	if low >= high {
		return nil
	}
	middle := (low + high) / 2
	return &tree{build(low, middle), build(middle+1, high), middle}
}

func (t *tree) push(yield func(int) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.value) && t.right.push(yield)
}

func (t *tree) all() iter.Seq[int] {
	return func(yield func(int) bool) { t.push(yield) }
}

// firstOver leaves three nested loops from inside.
func firstOver(limit int) int {
	for a := range upTo(limit) {
		for b := range upTo(limit) {
			if b > a {
				break
			}
			for c := range upTo(limit) {
				if a*b+c > limit {
					return a + b + c
				}
			}
		}
	}
	return -1
}

func main() {
	checksum := 0
	for i := range upTo(300_000_000) {
		checksum += i & 3
	}
	odd := func(n int) bool { return n&1 == 1 }
	square := func(n int) int { return n * n }
	for v := range transform(filter(upTo(60_000_000), odd), square) {
		checksum ^= v
	}
	root := build(0, 100_000)
	for range 60 {
		for v := range root.all() {
			checksum += v
		}
	}
	for i := range 2_000 {
		checksum += firstOver(i)
	}
	list := slices.Collect(upTo(10_000))
	index := map[int]int{}
	for range 200 {
		for i, v := range slices.Backward(list) {
			checksum += i ^ v
		}
		index[len(index)] = checksum & 1
		checksum += len(slices.Sorted(maps.Keys(index)))
	}
	fmt.Println(checksum)
}
