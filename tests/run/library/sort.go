// Sorting ints, strings, by function, stably, through an interface; searching.
package main

import (
	"fmt"
	"sort"
)

type person struct {
	name string
	age  int
}
type byAge []person

func (b byAge) Len() int           { return len(b) }
func (b byAge) Less(i, j int) bool { return b[i].age < b[j].age }
func (b byAge) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	ints := []int{5, 2, 8, -1, 2, 0}
	strs := []string{"b", "a", "", "ab"}
	floats := sort.Float64Slice{2.5, -1, 0}
	sort.Ints(ints)
	sort.Strings(strs)
	floats.Sort()
	fmt.Printf("%v %q %v %t\n", ints, strs, floats, sort.IntsAreSorted(ints))
	people := []person{{"A", 30}, {"B", 25}, {"C", 30}, {"D", 25}, {"E", 20}}
	sort.Stable(byAge(people))
	fmt.Println(people)
	sort.SliceStable(people, func(i, j int) bool { return people[i].age > people[j].age })
	fmt.Println(people)
	sort.Sort(sort.Reverse(sort.IntSlice(ints)))
	fmt.Println(ints, sort.SearchInts([]int{1, 3, 5}, 4), sort.Search(100, func(i int) bool { return i*i >= 50 }))
	big := make([]int, 10000)
	for i := range big {
		big[i] = (i * 7919) % 10007
	}
	sort.Slice(big, func(i, j int) bool { return big[i] < big[j] })
	fmt.Println(sort.IntsAreSorted(big), big[0], big[9999])
}
