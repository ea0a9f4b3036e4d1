// Package slices holds functions for slices of any type.
//
// This file holds those that compare and look things up.
package slices

import "cmp"

// Equal reports whether two slices have equal elements in the same number. NaNs
// are never equal.
func Equal[S ~[]E, E comparable](s1, s2 S) bool {
	if len(s1) != len(s2) {
		return false
	}
	i := 0
	for i < len(s1) && s1[i] == s2[i] {
		i++
	}
	return i == len(s1)
}

// EqualFunc is Equal with eq comparing the elements.
func EqualFunc[S1 ~[]E1, S2 ~[]E2, E1, E2 any](s1 S1, s2 S2, eq func(E1, E2) bool) bool {
	same := len(s1) == len(s2)
	for i := 0; same && i < len(s1); i++ {
		same = eq(s1[i], s2[i])
	}
	return same
}

// CompareFunc is Compare with cmp comparing the elements.
func CompareFunc[S1 ~[]E1, S2 ~[]E2, E1, E2 any](s1 S1, s2 S2, cmp func(E1, E2) int) int {
	common := min(len(s1), len(s2))
	for i := range common {
		if order := cmp(s1[i], s2[i]); order != 0 {
			return order
		}
	}
	switch {
	case common < len(s2):
		return -1
	case common < len(s1):
		return +1
	}
	return 0
}

// Compare compares the elements of s1 and s2 one after the other by cmp.Compare
// and returns the first result that is not 0. If one slice ends before, it is
// the lesser one.
func Compare[S ~[]E, E cmp.Ordered](s1, s2 S) int {
	return CompareFunc(s1, s2, cmp.Compare[E])
}

// IndexFunc returns the position of the first element that satisfies f, or -1.
func IndexFunc[S ~[]E, E any](s S, f func(E) bool) int {
	for i := 0; i < len(s); i++ {
		if f(s[i]) {
			return i
		}
	}
	return -1
}

// ContainsFunc reports whether an element of s satisfies f.
func ContainsFunc[S ~[]E, E any](s S, f func(E) bool) bool {
	at := IndexFunc(s, f)
	return at >= 0
}

// Index returns the position of the first v in s, or -1.
func Index[S ~[]E, E comparable](s S, v E) int {
	for i := 0; i < len(s); i++ {
		if v == s[i] {
			return i
		}
	}
	return -1
}

// Contains reports whether v is in s.
func Contains[S ~[]E, E comparable](s S, v E) bool {
	at := Index(s, v)
	return at >= 0
}

// Min returns the least element of x. A NaN prevails. It panics if x is empty.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) == 0 {
		panic("slices.Min: empty list")
	}
	least := x[0]
	for _, v := range x[1:] {
		least = min(least, v)
	}
	return least
}

// MinFunc returns the least element of x by cmp, the first of several. It
// panics if x is empty.
func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) == 0 {
		panic("slices.MinFunc: empty list")
	}
	at := 0
	for i := range x {
		if i > 0 && cmp(x[i], x[at]) < 0 {
			at = i
		}
	}
	return x[at]
}

// Max returns the greatest element of x. A NaN prevails. It panics if x is
// empty.
func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) == 0 {
		panic("slices.Max: empty list")
	}
	greatest := x[0]
	for _, v := range x[1:] {
		greatest = max(greatest, v)
	}
	return greatest
}

// MaxFunc returns the greatest element of x by cmp, the first of several. It
// panics if x is empty.
func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) == 0 {
		panic("slices.MaxFunc: empty list")
	}
	at := 0
	for i := range x {
		if i > 0 && cmp(x[i], x[at]) > 0 {
			at = i
		}
	}
	return x[at]
}

// BinarySearchFunc is BinarySearch with cmp comparing elements with the target.
// The slice must be sorted accordingly.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	at := firstFrom(len(x), func(i int) bool { return cmp(x[i], target) >= 0 })
	return at, at < len(x) && cmp(x[at], target) == 0
}

// BinarySearch returns the first position of target in the sorted slice x, or
// where it would be, and whether it is there.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	at := firstFrom(len(x), func(i int) bool { return !cmp.Less(x[i], target) })
	return at, at < len(x) && !cmp.Less(target, x[at])
}

// firstFrom returns the first i in [0, n) from which on reached is true, else
// n.
func firstFrom(n int, reached func(i int) bool) int {
	low, high := 0, n
	for low < high {
		mid := low + (high-low)/2
		if reached(mid) {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}
