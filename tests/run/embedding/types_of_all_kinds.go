// Embedded named maps, funcs, generic instances, aliases and pointers.
package main

import "fmt"

type table map[string]int

func (t table) total() (n int) {
	for _, v := range t {
		n += v
	}
	return n
}

type callback func(int) int

func (c callback) twice(n int) int { return c(c(n)) }

type box[T any] struct{ value T }

func (b *box[T]) put(v T) { b.value = v }

type alias = table

type all struct {
	alias
	callback
	*box[string]
	int
}

func main() {
	v := all{table{"a": 1, "b": 2}, func(n int) int { return n * 3 }, &box[string]{}, 7}
	v.put("in the box")
	v.alias["c"] = 4
	fmt.Println(v.total(), v.twice(2), v.value, v.int, v.box.value)
}
