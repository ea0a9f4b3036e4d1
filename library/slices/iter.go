// This file holds the functions that take or return iterators.

package slices

import (
	"cmp"
	"iter"
)

// Backward returns an iterator over the positions and elements of s, the last
// one first.
func Backward[Slice ~[]E, E any](s Slice) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		for i := len(s) - 1; i >= 0 && yield(i, s[i]); i-- {
		}
	}
}

// Values returns an iterator over the elements of s.
func Values[Slice ~[]E, E any](s Slice) iter.Seq[E] {
	return func(yield func(E) bool) {
		for i := 0; i < len(s) && yield(s[i]); i++ {
		}
	}
}

// All returns an iterator over the positions and elements of s.
func All[Slice ~[]E, E any](s Slice) iter.Seq2[int, E] {
	return func(yield func(int, E) bool) {
		for i := 0; i < len(s) && yield(i, s[i]); i++ {
		}
	}
}

// Collect returns a new slice of the values of seq; nil if there are none.
func Collect[E any](seq iter.Seq[E]) []E {
	var none []E
	return AppendSeq(none, seq)
}

// Sorted returns a new sorted slice of the values of seq; nil if there are
// none.
func Sorted[E cmp.Ordered](seq iter.Seq[E]) []E {
	all := Collect(seq)
	Sort(all)
	return all
}

// AppendSeq appends the values of seq to s.
func AppendSeq[Slice ~[]E, E any](s Slice, seq iter.Seq[E]) Slice {
	seq(func(v E) bool {
		s = append(s, v)
		return true
	})
	return s
}

// SortedFunc is Sorted with cmp comparing the elements.
func SortedFunc[E any](seq iter.Seq[E], cmp func(E, E) int) []E {
	all := Collect(seq)
	SortFunc(all, cmp)
	return all
}

// SortedStableFunc is SortedFunc, but does not change the order of equal
// elements.
func SortedStableFunc[E any](seq iter.Seq[E], cmp func(E, E) int) []E {
	all := Collect(seq)
	SortStableFunc(all, cmp)
	return all
}

// Chunk returns an iterator over the parts of s of n elements each, the last
// one perhaps shorter. They have no capacity beyond their length. It panics if
// n is less than 1.
func Chunk[Slice ~[]E, E any](s Slice, n int) iter.Seq[Slice] {
	if n <= 0 {
		panic("cannot be less than 1")
	}
	return func(yield func(Slice) bool) {
		for at := 0; at < len(s); at += n {
			end := len(s)
			if n < end-at {
				end = at + n
			}
			if !yield(s[at:end:end]) || end == len(s) {
				break
			}
		}
	}
}
