// Allocation of many small objects with pointers, and their collection.
package main

import "fmt"

type node struct{ left, right *node }

func build(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{build(depth - 1), build(depth - 1)}
}

func (n *node) check() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.check() + n.right.check()
}

func main() {
	const maxDepth = 18
	long := build(maxDepth)
	for depth := 4; depth <= maxDepth; depth += 4 {
		trees, check := 1<<(maxDepth-depth+4), 0
		for i := 0; i < trees; i++ {
			check += build(depth).check()
		}
		fmt.Println(trees, depth, check)
	}
	fmt.Println(long.check())
}
