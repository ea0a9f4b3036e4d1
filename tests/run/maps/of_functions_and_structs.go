// Maps as fields, values and arguments are references to one map.
package main

import (
	"fmt"
	"sort"
)

type registry struct{ commands map[string]func(...int) int }

func (r registry) add(name string, f func(...int) int) { r.commands[name] = f }

func fill(m map[int]string) {
	m[1] = "one"
	m = map[int]string{2: "two"}
	m[3] = "three"
}

func main() {
	r := registry{map[string]func(...int) int{}}
	r.add("count", func(a ...int) int { return len(a) })
	r.add("sum", func(a ...int) (s int) {
		for _, v := range a {
			s += v
		}
		return
	})
	names := []string{}
	for name := range r.commands {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Println(name, r.commands[name](4, 5, 6))
	}
	m := map[int]string{}
	fill(m)
	other := m
	other[9] = "nine"
	fmt.Println(m, len(m))
}
