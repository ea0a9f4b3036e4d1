// Package sort sorts slices and collections of any kind, and searches in them.
//
// This file holds the interface of a collection and the functions that sort
// one.
package sort

import "math/bits"

// Interface is what a collection must have to be sorted: elements numbered
// from 0, which can be compared and swapped.
type Interface interface {
	// Len returns the number of elements.
	Len() int

	// Less reports whether element i must come before element j. If neither
	// must come before the other, they count as equal: Sort may leave them in
	// any order, Stable keeps the one they are in.
	//
	// Less must be a strict weak ordering: both "must come before" and "equal"
	// are transitive. The operator < is none for floats if NaNs are among them;
	// see Float64Slice.Less.
	Less(i, j int) bool

	// Swap exchanges elements i and j.
	Swap(i, j int)
}

// Sort sorts data by Less, in O(n log n) calls of Less and Swap. The order of
// equal elements may change.
func Sort(data Interface) {
	n := data.Len()
	if n < 2 {
		return
	}
	s := sorter{data.Less, data.Swap}
	s.sort(0, n, bits.Len(uint(n)))
}

// Stable sorts data by Less, in O(n log n) calls of Less and O(n log n log n)
// calls of Swap. The order of equal elements does not change.
func Stable(data Interface) {
	s := sorter{data.Less, data.Swap}
	s.stable(data.Len())
}

// IsSorted reports whether data is sorted.
func IsSorted(data Interface) bool {
	return sorted(data.Len(), data.Less)
}

// sorted reports whether n elements are in order.
func sorted(n int, less func(i, j int) bool) bool {
	for i := 1; i < n; i++ {
		if less(i, i-1) {
			return false
		}
	}
	return true
}

// reverse turns the order of a collection around.
type reverse struct {
	Interface
}

func (r reverse) Less(i, j int) bool { return r.Interface.Less(j, i) }

// Reverse returns data with the order turned around.
func Reverse(data Interface) Interface { return &reverse{data} }
