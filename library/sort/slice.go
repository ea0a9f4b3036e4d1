// This file holds sorting of slices of any type.

package sort

import "math/bits"

// Slice sorts the slice x by less, which compares elements i and j. The order
// of equal elements may change. It panics if x is no slice.
func Slice(x any, less func(i, j int) bool) {
	swap, n := swapper(x)
	s := sorter{less, swap}
	s.sort(0, n, bits.Len(uint(n)))
}

// SliceStable sorts the slice x by less, and does not change the order of equal
// elements. It panics if x is no slice.
func SliceStable(x any, less func(i, j int) bool) {
	swap, n := swapper(x)
	s := sorter{less, swap}
	s.stable(n)
}

// SliceIsSorted reports whether the slice x is sorted by less. It panics if x
// is no slice.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	return sorted(header(x).length, less)
}
