// What panics say of keys that cannot be hashed: in maps with entries, and without.
package main

import (
	"fmt"
	"runtime"
)

func try(name string, f func()) {
	defer func() {
		r := recover()
		_, isError := r.(runtime.Error)
		fmt.Printf("%s: %v %v\n", name, r, isError)
	}()
	f()
}

type pair struct{ a, b any }

func main() {
	var none map[any]int
	empty := map[any]int{}
	full := map[any]int{1: 1}
	large := map[any]int{}
	for i := range 100 {
		large[i] = i
	}
	pairs := map[pair]int{}
	ifaces := map[interface{ M() }]int{}
	f := func() {}
	for i, m := range []map[any]int{none, empty, full, large} {
		try(fmt.Sprint(i, " get"), func() { _ = m[f] })
		try(fmt.Sprint(i, " get2"), func() { _, _ = m[f] })
		try(fmt.Sprint(i, " delete"), func() { delete(m, any(f)) })
		try(fmt.Sprint(i, " set"), func() { m[f] = 1 })
		try(fmt.Sprint(i, " set slice"), func() { m[[]int{}]++ })
		try(fmt.Sprint(i, " array"), func() { _ = m[[1]any{f}] })
		try(fmt.Sprint(i, " struct"), func() { _ = m[pair{1, f}] })
		try(fmt.Sprint(i, " struct"), func() { _ = m[struct{ f func() }{}] })
	}
	try("pairs", func() { _ = pairs[pair{nil, f}] })
	try("ifaces", func() { _ = ifaces[s{}] })
	pairs[pair{}] = 1
	try("pairs", func() { _ = pairs[pair{nil, f}] })
}

type s []int

func (s) M() {}
