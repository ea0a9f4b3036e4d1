// Sorting: a slice of integers, a slice by a closure, a type by its methods.
package main

import (
	"fmt"
	"sort"
)

type record struct {
	key  uint32
	name string
}

type byKey []record

func (b byKey) Len() int           { return len(b) }
func (b byKey) Less(i, j int) bool { return b[i].key < b[j].key }
func (b byKey) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func main() {
	const n = 700_000
	seed := uint32(7)
	next := func() uint32 { seed = seed*1664525 + 1013904223; return seed }
	sum := 0
	for round := 0; round < 3; round++ {
		ints := make([]int, n)
		records, others := make([]record, n), make([]record, n)
		for i := range ints {
			ints[i] = int(next())
			records[i] = record{next(), "r"}
			others[i] = record{next(), "o"}
		}
		sort.Ints(ints)
		sort.Slice(records, func(i, j int) bool { return records[i].key < records[j].key })
		sort.Sort(byKey(others))
		sum += ints[n/2] + int(records[n/3].key) + int(others[n/4].key)
	}
	fmt.Println(sum)
}
