// This file holds the unstable sort, O. Peters' pattern-defeating quicksort
// (arXiv 2106.05123), in the form package sort has it: the same input gets the
// same order of equal elements from both.

package slices

import "math/bits"

// A sorter sorts x.
type sorter[E any, O order[E]] struct {
	x  []E
	by O
}

const (
	smallRun  = 12 // insertion sort is best up to here
	largeRun  = 50 // from here on it is worth to sample more, and to repair
	maxRepair = 5  // how many misplaced elements to repair at most
)

// less compares elements by number.
func (s *sorter[E, O]) less(i, j int) bool { return s.by.less(s.x[i], s.x[j]) }

// swap exchanges elements.
func (s *sorter[E, O]) swap(i, j int) { s.x[i], s.x[j] = s.x[j], s.x[i] }

// sort sorts the elements from lo to hi-1; badPivots more bad ones are put up
// with.
func (s *sorter[E, O]) sort(lo, hi, badPivots int) {
	balanced, inPlace := true, true // how the last partition went
	for hi-lo > smallRun {
		n := hi - lo
		if badPivots == 0 {
			s.heap(lo, hi)
			return
		}
		if !balanced {
			s.shuffle(lo, hi)
			badPivots--
		}
		pivot, order := s.sample(lo, hi)
		if order < 0 {
			Reverse(s.x[lo:hi])
			pivot = lo + hi - 1 - pivot
		}
		if order != 0 && balanced && inPlace && s.repair(lo, hi) {
			return
		}
		// What is left of lo is not greater than anything here: if the pivot is
		// not greater than that, it is a minimum.
		if lo > 0 && !s.less(lo-1, pivot) {
			lo = s.skipEqual(lo, hi, pivot)
			continue
		}
		pivot, inPlace = s.partition(lo, hi, pivot)
		left, right := pivot-lo, hi-pivot
		balanced = min(left, right) >= n/8
		// The shorter part by recursion, so that the stack stays small.
		if left < right {
			s.sort(lo, pivot, badPivots)
			lo = pivot + 1
		} else {
			s.sort(pivot+1, hi, badPivots)
			hi = pivot
		}
	}
	s.insertion(lo, hi)
}

// insertion sorts a short run.
func (s *sorter[E, O]) insertion(lo, hi int) {
	for next := lo + 1; next < hi; next++ {
		s.sinkLeft(next, lo)
	}
}

// sinkLeft moves element i to the left, down to stop, until it fits.
func (s *sorter[E, O]) sinkLeft(i, stop int) {
	x := s.x
	moving := x[i]
	for ; i > stop && s.by.less(moving, x[i-1]); i-- {
		x[i] = x[i-1]
	}
	x[i] = moving
}

// heap sorts by means of a heap.
func (s *sorter[E, O]) heap(lo, hi int) {
	n := hi - lo
	for root := (n - 1) / 2; root >= 0; root-- {
		s.siftDown(lo, root, n)
	}
	for n--; n >= 0; n-- {
		s.swap(lo, lo+n)
		s.siftDown(lo, 0, n)
	}
}

// siftDown moves the root of a heap of n elements, which start at lo, down to
// where it belongs.
func (s *sorter[E, O]) siftDown(lo, root, n int) {
	for child := 2*root + 1; child < n; child = 2*root + 1 {
		if child+1 < n && s.less(lo+child, lo+child+1) {
			child++
		}
		if !s.less(lo+root, lo+child) {
			return
		}
		s.swap(lo+root, lo+child)
		root = child
	}
}

// shuffle swaps three elements in the middle, where pivots are sampled, with
// others, by a xorshift generator that starts from the length.
func (s *sorter[E, O]) shuffle(lo, hi int) {
	n := hi - lo
	mask := uint64(1)<<uint(bits.Len(uint(n))) - 1
	middle := lo + n/4*2
	x := uint64(n)
	for at := middle - 1; at <= middle+1; at++ {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		other := int(x & mask)
		if other >= n {
			other -= n
		}
		s.swap(at, lo+other)
	}
}

// sample chooses a pivot: the median of three elements, in long runs the median
// of three such medians. order is 1 if all of them were ascending, -1 if all
// of twelve comparisons were descending, else 0.
func (s *sorter[E, O]) sample(lo, hi int) (pivot, order int) {
	step := (hi - lo) / 4
	first, second, third := lo+step, lo+2*step, lo+3*step
	inversions := 0
	if hi-lo >= largeRun {
		first = s.median(first-1, first, first+1, &inversions)
		second = s.median(second-1, second, second+1, &inversions)
		third = s.median(third-1, third, third+1, &inversions)
	}
	pivot = s.median(first, second, third, &inversions)
	switch {
	case inversions == 0:
		order = 1
	case inversions == 4*3:
		order = -1
	}
	return pivot, order
}

// median returns which of three elements is the median, and counts inversions.
func (s *sorter[E, O]) median(a, b, c int, inversions *int) int {
	if s.less(b, a) {
		a, b = b, a
		*inversions++
	}
	if s.less(c, b) {
		b = c
		*inversions++
	}
	if s.less(b, a) {
		b = a
		*inversions++
	}
	return b
}

// repair sorts a run that is nearly sorted, by moving a few elements. It
// reports whether that was enough; short runs are left alone unless sorted.
func (s *sorter[E, O]) repair(lo, hi int) bool {
	i := lo + 1
	for range maxRepair {
		for i < hi && !s.less(i, i-1) {
			i++
		}
		if i == hi {
			return true
		}
		if hi-lo < largeRun {
			return false
		}
		s.swap(i, i-1)
		// The smaller one to the left, the greater one to the right.
		if i-lo >= 2 {
			s.sinkLeft(i-1, 0) // what is left of lo stops it, too
		}
		if hi-i >= 2 {
			for j := i + 1; j < hi && s.less(j, j-1); j++ {
				s.swap(j, j-1)
			}
		}
	}
	return false
}

// partition brings the elements less than the pivot to its left, the others to
// its right, and returns where it is then, and whether they were so before.
func (s *sorter[E, O]) partition(lo, hi, pivot int) (at int, inPlace bool) {
	s.swap(lo, pivot)
	x := s.x
	middle := x[lo]
	left, right := lo+1, hi-1
	for swaps := 0; ; swaps++ {
		for left <= right && s.by.less(x[left], middle) {
			left++
		}
		for left <= right && !s.by.less(x[right], middle) {
			right--
		}
		if left > right {
			s.swap(right, lo)
			return right, swaps == 0
		}
		s.swap(left, right)
		left++
		right--
	}
}

// skipEqual brings the elements equal to the pivot, which is a minimum, to the
// left and returns where the greater ones start.
func (s *sorter[E, O]) skipEqual(lo, hi, pivot int) int {
	s.swap(lo, pivot)
	x := s.x
	least := x[lo]
	left, right := lo+1, hi-1
	for {
		for left <= right && !s.by.less(least, x[left]) {
			left++
		}
		for left <= right && s.by.less(least, x[right]) {
			right--
		}
		if left > right {
			return left
		}
		s.swap(left, right)
		left++
		right--
	}
}
