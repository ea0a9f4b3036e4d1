// The capacities append goes through, for elements of several sizes, on the heap.
package main

import "fmt"

var (
	bytes   []byte
	ints    []int
	texts   []string
	triples [][3]int64
)

func show(last *int, capacity int) {
	if capacity != *last {
		*last = capacity
		fmt.Print(capacity, " ")
	}
}

func main() {
	var a, b, c, d int
	for i := 0; i < 5000; i++ {
		bytes = append(bytes, 1)
		show(&a, cap(bytes))
	}
	fmt.Println()
	for i := 0; i < 5000; i++ {
		ints = append(ints, i)
		show(&b, cap(ints))
	}
	fmt.Println()
	for i := 0; i < 1000; i++ {
		texts = append(texts, "")
		show(&c, cap(texts))
	}
	fmt.Println()
	for i := 0; i < 500; i++ {
		triples = append(triples, [3]int64{})
		show(&d, cap(triples))
	}
	fmt.Println()
	ints = append([]int(nil), 1, 2, 3)
	bytes = append([]byte("abc"), "0123456789"...)
	fmt.Println(cap(ints), cap(bytes))
}
