// This file holds the functions that sort.

package slices

import (
	"cmp"
	"math/bits"
)

// An order tells which of two elements comes first. The sort is written once,
// for any order, and compiled for each.
type order[E any] interface {
	less(a, b E) bool
}

// natural is the order of the operator <, with NaNs before other numbers.
type natural[E cmp.Ordered] struct{}

func (natural[E]) less(a, b E) bool { return cmp.Less(a, b) }

// custom is the order of a comparing function.
type custom[E any] struct {
	compare func(a, b E) int
}

func (c custom[E]) less(a, b E) bool { return c.compare(a, b) < 0 }

// Sort sorts x in ascending order, NaNs first.
func Sort[S ~[]E, E cmp.Ordered](x S) {
	s := sorter[E, natural[E]]{x: x}
	s.sort(0, len(x), bits.Len(uint(len(x))))
}

// SortFunc sorts x by cmp, which returns a negative number if a comes before b,
// a positive one if it comes after, and zero if it does not matter, as a strict
// weak ordering. The order of equal elements may change.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	s := sorter[E, custom[E]]{x, custom[E]{cmp}}
	s.sort(0, len(x), bits.Len(uint(len(x))))
}

// SortStableFunc is SortFunc, but does not change the order of equal elements.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	s := sorter[E, custom[E]]{x, custom[E]{cmp}}
	s.stable()
}

// IsSorted reports whether x is in ascending order.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	sorted := true
	for i := 1; sorted && i < len(x); i++ {
		sorted = !cmp.Less(x[i], x[i-1])
	}
	return sorted
}

// IsSortedFunc reports whether x is sorted by cmp.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	sorted := true
	for i := 1; sorted && i < len(x); i++ {
		sorted = cmp(x[i], x[i-1]) >= 0
	}
	return sorted
}

// stable sorts by merging, with room for half of the elements.
func (s *sorter[E, O]) stable() {
	n, size := len(s.x), 20
	for lo := 0; lo < n; lo += size {
		s.insertion(lo, min(lo+size, n))
	}
	if size >= n {
		return
	}
	room := make([]E, 0, (n+1)/2+size)
	for ; size < n; size *= 2 {
		for mid := size; mid < n; mid += 2 * size {
			room = s.merge(mid-size, mid, min(mid+size, n), room)
		}
	}
}

// merge merges the sorted runs from lo to mid and from mid to hi, using room
// for the shorter of them.
func (s *sorter[E, O]) merge(lo, mid, hi int, room []E) []E {
	x := s.x
	if !s.by.less(x[mid], x[mid-1]) {
		return room
	}
	if mid-lo <= hi-mid {
		room = append(room[:0], x[lo:mid]...)
		left, right, at := 0, mid, lo
		for left < len(room) {
			if right < hi && s.by.less(x[right], room[left]) {
				x[at] = x[right]
				right++
			} else {
				x[at] = room[left]
				left++
			}
			at++
		}
		return room
	}
	room = append(room[:0], x[mid:hi]...)
	left, right, at := mid, len(room), hi
	for right > 0 {
		at--
		if left > lo && s.by.less(room[right-1], x[left-1]) {
			left--
			x[at] = x[left]
		} else {
			right--
			x[at] = room[right]
		}
	}
	return room
}
