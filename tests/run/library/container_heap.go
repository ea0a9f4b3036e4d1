// container/heap on a slice: push, pop in order, fix (nothing for a negative index) and remove.
package main

import (
	"container/heap"
	"fmt"
)

type ints []int

func (h ints) Len() int           { return len(h) }
func (h ints) Less(i, j int) bool { return h[i] < h[j] }
func (h ints) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *ints) Push(x any)        { *h = append(*h, x.(int)) }
func (h *ints) Pop() (x any)      { x, *h = (*h)[len(*h)-1], (*h)[:len(*h)-1]; return }

func main() {
	h := &ints{5, 2, 8, 1, 9}
	heap.Init(h)
	heap.Push(h, 3)
	fmt.Println((*h)[0], heap.Remove(h, 2))
	(*h)[0] = 7
	heap.Fix(h, 0)
	heap.Fix(h, -1)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()
}
