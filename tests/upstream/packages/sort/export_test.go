package sort

// Heapsort sorts by means of a heap only.
func Heapsort(data Interface) {
	s := sorter{data.Less, data.Swap}
	s.heap(0, data.Len())
}

// ReverseRange turns around a part.
func ReverseRange(data Interface, a, b int) {
	s := sorter{data.Less, data.Swap}
	s.reverse(a, b)
}
