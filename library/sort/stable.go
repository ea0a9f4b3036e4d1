// This file holds the stable sort: short runs are sorted by insertion and then
// merged in place, by rotations.

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

// merge merges the sorted runs from lo to mid and from mid to hi.
func (s *sorter) merge(lo, mid, hi int) {
	for lo < mid && mid < hi && s.less(mid, mid-1) {
		// Cut the longer run in the middle and the other one where the element
		// there belongs; then the two inner parts change places.
		var left, right int
		if mid-lo > hi-mid {
			left = (lo + mid) / 2
			right = mid + Search(hi-mid, func(i int) bool { return !s.less(mid+i, left) })
		} else {
			right = (mid + hi - 1) / 2
			left = lo + Search(mid-lo, func(i int) bool { return s.less(right, lo+i) })
			right++ // the element at right goes before those after left
		}
		s.rotate(left, mid, right)
		cut := left + right - mid
		s.merge(lo, left, cut)
		lo, mid = cut, right
	}
}

// rotate exchanges the runs from lo to mid and from mid to hi.
func (s *sorter) rotate(lo, mid, hi int) {
	for lo < mid && mid < hi {
		// Swap blocks as long as the shorter run.
		if left, right := mid-lo, hi-mid; left <= right {
			s.swapBlocks(lo, mid, left)
			lo, mid = mid, mid+left
		} else {
			s.swapBlocks(mid-right, mid, right)
			hi, mid = mid, mid-right
		}
	}
}

// swapBlocks exchanges the n elements from a on and those from b on.
func (s *sorter) swapBlocks(a, b, n int) {
	for i := 0; i < n; i++ {
		s.swap(a+i, b+i)
	}
}
