// Garbage of many sizes around a live heap of some fifty megabytes.
package main

import "fmt"

type node struct {
	data []byte
	next *node
}

func main() {
	live := make([]*node, 50_000)
	for i := range live {
		live[i] = &node{data: make([]byte, 1000)}
	}
	sum, seed := 0, uint32(1)
	for i := 0; i < 4_000_000; i++ {
		seed = seed*1664525 + 1013904223
		at := int(seed>>8) % len(live)
		n := &node{data: make([]byte, 16+int(seed>>26)*16)}
		n.data[0] = byte(i)
		if i%16 == 0 {
			n.data = make([]byte, 1000)
			live[at] = n
		}
		sum += int(n.data[0]) + len(live[at].data)&1
	}
	fmt.Println(sum)
}
