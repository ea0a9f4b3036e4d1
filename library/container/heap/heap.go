// Package heap keeps collections as heaps, in which no element is less than its
// parent, so that the first one is a minimum. Element i has the children 2i+1
// and 2i+2.
package heap

import "sort"

// Interface is what a collection must have to be kept as a heap. Push and Pop
// are for this package to call; callers use heap.Push and heap.Pop.
type Interface interface {
	sort.Interface
	Push(x any) // add x as element Len()
	Pop() any   // remove and return element Len() - 1
}

// Push adds x, in O(log n) operations.
func Push(h Interface, x any) {
	h.Push(x)
	rise(h, h.Len()-1)
}

// Pop removes and returns the minimum, in O(log n) operations.
func Pop(h Interface) any {
	last := h.Len() - 1
	h.Swap(0, last)
	sink(h, 0, last)
	return h.Pop()
}

// Remove removes and returns element i, in O(log n) operations.
func Remove(h Interface, i int) any {
	last := h.Len() - 1
	if i != last {
		h.Swap(i, last)
		settle(h, i, last)
	}
	return h.Pop()
}

// Fix makes h a heap again after element i has changed, in O(log n) operations.
// Collections often remember -1 as the place of what is no element any more:
// nothing is to be done for a negative i.
func Fix(h Interface, i int) {
	if i < 0 {
		return
	}
	settle(h, i, h.Len())
}

// Init makes h a heap, in O(n) operations.
func Init(h Interface) {
	n := h.Len()
	for i := n / 2; i > 0; {
		i--
		sink(h, i, n)
	}
}

// settle moves element i of n down or, if it stays, up.
func settle(h Interface, i, n int) {
	if !sink(h, i, n) {
		rise(h, i)
	}
}

// rise moves element i up to where it belongs.
func rise(h Interface, i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if !h.Less(i, parent) {
			return
		}
		h.Swap(parent, i)
		i = parent
	}
}

// sink moves element i of n down to where it belongs and reports whether it
// moved.
func sink(h Interface, i, n int) bool {
	start := i
	for i < n/2 {
		child := 2*i + 1
		if right := child + 1; right < n && h.Less(right, child) {
			child = right
		}
		if !h.Less(child, i) {
			break
		}
		h.Swap(i, child)
		i = child
	}
	return i != start
}
