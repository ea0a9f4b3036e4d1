// Binary_trees shows allocation: it builds and walks many small trees, which
// the collector has to clean up behind it, and a sorted tree with closures.
package main

import "fmt"

type node struct{ left, right *node }

func bottomUp(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{bottomUp(depth - 1), bottomUp(depth - 1)}
}

func (n *node) check() int {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.check() + n.right.check()
}

type tree struct {
	left, right *tree
	key         int
}

func (t *tree) insert(key int) *tree {
	if t == nil {
		return &tree{key: key}
	}
	switch {
	case key < t.key:
		t.left = t.left.insert(key)
	case key > t.key:
		t.right = t.right.insert(key)
	}
	return t
}

// walk visits the keys in order until visit returns false.
func (t *tree) walk(visit func(int) bool) bool {
	return t == nil || t.left.walk(visit) && visit(t.key) && t.right.walk(visit)
}

func (t *tree) depth() int {
	if t == nil {
		return 0
	}
	return 1 + max(t.left.depth(), t.right.depth())
}

func main() {
	const minDepth, maxDepth = 4, 12
	fmt.Printf("stretch tree of depth %d\t check: %d\n", maxDepth+1, bottomUp(maxDepth+1).check())
	longLived := bottomUp(maxDepth)
	for depth := minDepth; depth <= maxDepth; depth += 4 {
		trees, check := 1<<(maxDepth-depth+minDepth), 0
		for i := 0; i < trees; i++ {
			check += bottomUp(depth).check()
		}
		fmt.Printf("%d\t trees of depth %d\t check: %d\n", trees, depth, check)
	}
	fmt.Printf("long lived tree of depth %d\t check: %d\n", maxDepth, longLived.check())

	var root *tree
	for i, key := 0, 17; i < 1000; i++ {
		root = root.insert(key)
		key = (key*7919 + 13) % 1009
	}
	var first []int
	sum := 0
	root.walk(func(key int) bool {
		first = append(first, key)
		return len(first) < 10
	})
	root.walk(func(key int) bool {
		sum += key
		return true
	})
	fmt.Println(first, sum, root.depth())
}
