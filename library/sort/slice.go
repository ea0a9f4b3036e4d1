// This file holds sorting of slices of any type. It needs of internal/typeinfo
//
//	Swapper(slice any) (swap func(i, j int), n int)
//		returns a function that exchanges two elements of the slice, and the
//		slice's length; it panics if slice is no slice.

package sort

import (
	"internal/typeinfo"
	"math/bits"
)

// Slice sorts the slice x by less, which compares elements i and j. The order
// of equal elements may change. It panics if x is no slice.
func Slice(x any, less func(i, j int) bool) {
	swap, n := typeinfo.Swapper(x)
	s := sorter{less, swap}
	s.sort(0, n, bits.Len(uint(n)))
}

// SliceStable sorts the slice x by less, and does not change the order of equal
// elements. It panics if x is no slice.
func SliceStable(x any, less func(i, j int) bool) {
	swap, n := typeinfo.Swapper(x)
	s := sorter{less, swap}
	s.stable(n)
}

// SliceIsSorted reports whether the slice x is sorted by less. It panics if x
// is no slice.
func SliceIsSorted(x any, less func(i, j int) bool) bool {
	_, n := typeinfo.Swapper(x)
	return sorted(n, less)
}
