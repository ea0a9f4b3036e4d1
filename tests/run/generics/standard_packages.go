// slices, maps, cmp and iter: the generic packages of the library.
package main

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

type person struct {
	name string
	age  int
}

func main() {
	list := []int{3, 1, 2, 3}
	slices.Sort(list)
	at, found := slices.BinarySearch(list, 2)
	fmt.Println(list, at, found, slices.Index(list, 3), slices.Contains(list, 9), slices.Max(list), slices.Compact(slices.Clone(list)))
	people := []person{{"B", 2}, {"A", 2}, {"C", 1}}
	slices.SortStableFunc(people, func(a, b person) int { return cmp.Compare(a.age, b.age) })
	slices.Reverse(list)
	fmt.Println(people, list, cmp.Or(0, 3))
	slices.Sort(list)
	m := map[string]int{"x": 1, "y": 2}
	fmt.Println(slices.Sorted(maps.Keys(m)), maps.Equal(m, maps.Clone(m)), slices.Collect(slices.Values(list)))
	fmt.Println(slices.Insert([]string{"a", "d"}, 1, "b", "c"), slices.Delete([]int{1, 2, 3, 4}, 1, 3), slices.Equal(list, list))
	for part := range strings.SplitSeq("p,q", ",") {
		fmt.Print(part, " ")
	}
	fmt.Println(slices.Repeat([]int{1, 2}, 2), slices.IndexFunc(list, func(n int) bool { return n > 2 }), min(cmp.Compare("a", "b"), 0))
}
