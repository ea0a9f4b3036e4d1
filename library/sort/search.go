// This file holds binary search.

package sort

// Search returns the smallest i in [0, n) for which f(i) is true, n if there is
// none; f must be false up to some point and true from there on.
func Search(n int, f func(int) bool) int {
	low, size := 0, n
	for size > 0 {
		half := size / 2
		if f(low + half) {
			size = half
		} else {
			low += half + 1
			size -= half + 1
		}
	}
	return low
}

// Find returns the smallest i in [0, n) for which cmp(i) <= 0, n if there is
// none, and whether cmp(i) == 0; cmp must be positive up to some point, then 0
// for a while, then negative.
func Find(n int, cmp func(int) int) (i int, found bool) {
	i = Search(n, func(i int) bool { return cmp(i) <= 0 })
	return i, i < n && cmp(i) == 0
}

// SearchInts returns the position of x in the sorted slice a, or where to
// insert it.
func SearchInts(a []int, x int) int {
	return Search(len(a), func(i int) bool { return x <= a[i] })
}

// SearchStrings returns the position of x in the sorted slice a, or where to
// insert it.
func SearchStrings(a []string, x string) int {
	return Search(len(a), func(i int) bool { return x <= a[i] })
}

// SearchFloat64s returns the position of x in the sorted slice a, or where to
// insert it.
func SearchFloat64s(a []float64, x float64) int {
	return Search(len(a), func(i int) bool { return x <= a[i] })
}

// Search is SearchFloat64s.
func (p Float64Slice) Search(x float64) int { return SearchFloat64s(p, x) }

// Search is SearchStrings.
func (p StringSlice) Search(x string) int { return SearchStrings(p, x) }

// Search is SearchInts.
func (p IntSlice) Search(x int) int { return SearchInts(p, x) }
