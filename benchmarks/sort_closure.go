// Sorting and searching with comparison closures, of sort and of slices.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
)

type record struct {
	name string
	age  int
	id   int
}

func records(n int, seed uint32) []record {
	list := make([]record, n)
	for i := range list {
		seed = seed*1664525 + 1013904223
		list[i] = record{name: fmt.Sprintf("n%05d", seed>>16%50000), age: int(seed >> 8 % 100), id: i}
	}
	return list
}

func check(list []record) int {
	sum := 0
	for i, r := range list {
		sum = sum*31 + r.id ^ i
	}
	return sum
}

func main() {
	original := records(100_000, 1)
	list := make([]record, len(original))
	checksum := 0
	for range 6 {
		copy(list, original)
		slices.SortFunc(list, func(a, b record) int {
			if c := cmp.Compare(a.age, b.age); c != 0 {
				return c
			}
			return a.id - b.id
		})
		checksum += check(list)

		copy(list, original)
		sort.Slice(list, func(i, j int) bool {
			if list[i].name != list[j].name {
				return list[i].name < list[j].name
			}
			return list[i].id < list[j].id
		})
		checksum += check(list)

		copy(list, original)
		slices.SortStableFunc(list, func(a, b record) int { return cmp.Compare(a.age, b.age) })
		checksum += check(list)

		position := sort.Search(len(list), func(i int) bool { return list[i].age >= 50 })
		checksum += position
	}
	fmt.Println(checksum)
}
