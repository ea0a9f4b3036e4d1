// This file holds the stable sort: short runs are sorted by insertion and then
// merged in place as in P.-S. Kim and A. Kutzner, "Stable Minimum Storage
// Merging by Symmetric Comparisons" (2004).

package sort

// stable sorts n elements.
func (s *sorter) stable(n int) {
	size := 20
	for lo := 0; lo < n; lo += size {
		s.insertion(lo, min(lo+size, n))
	}
	for ; size < n; size *= 2 {
		for mid := size; mid < n; mid += 2 * size {
			s.merge(mid-size, mid, min(mid+size, n))
		}
	}
}

// merge merges the sorted runs from lo to mid and from mid to hi, neither of
// which is empty.
func (s *sorter) merge(lo, mid, hi int) {
	switch {
	case mid-lo == 1:
		// One element goes behind all smaller ones.
		place := first(mid, hi, func(i int) bool { return !s.less(i, lo) })
		for i := lo; i < place-1; i++ {
			s.swap(i, i+1)
		}
		return
	case hi-mid == 1:
		// One element goes in front of all greater ones.
		place := first(lo, mid, func(i int) bool { return s.less(mid, i) })
		for i := mid; i > place; i-- {
			s.swap(i, i-1)
		}
		return
	}
	// Find the part around mid whose runs must change places so that no element
	// left of the center is greater than one right of it. Elements at the same
	// distance from the ends of that part are compared with each other.
	center := (lo + hi) / 2
	sum := center + mid
	from, to := lo, mid
	if mid > center {
		from, to = sum-hi, center
	}
	start := first(from, to, func(i int) bool { return s.less(sum-1-i, i) })
	end := sum - start
	if start < mid && mid < end {
		s.rotate(start, mid, end)
	}
	if lo < start && start < center {
		s.merge(lo, start, center)
	}
	if center < end && end < hi {
		s.merge(center, end, hi)
	}
}

// first returns the first index between lo and hi for which f is true, hi if
// there is none. If f is true for one index it is for those after it.
func first(lo, hi int, f func(int) bool) int {
	for lo < hi {
		middle := (lo + hi) / 2
		if f(middle) {
			hi = middle
		} else {
			lo = middle + 1
		}
	}
	return lo
}

// rotate exchanges the runs from lo to mid and from mid to hi.
func (s *sorter) rotate(lo, mid, hi int) {
	left, right := mid-lo, hi-mid
	for left != right {
		// Bring the shorter run to its place, with as many swaps.
		if left > right {
			s.swapBlocks(mid-left, mid, right)
			left -= right
		} else {
			s.swapBlocks(mid-left, mid+right-left, left)
			right -= left
		}
	}
	s.swapBlocks(mid-left, mid, left)
}

// swapBlocks exchanges the n elements from a on and those from b on.
func (s *sorter) swapBlocks(a, b, n int) {
	for i := 0; i < n; i++ {
		s.swap(a+i, b+i)
	}
}
