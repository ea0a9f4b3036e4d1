//test:timeout 60
//test:env GOGC=10

// A tree, a list and a map of pointers stay intact through many collections.
package main

import "fmt"

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) insert(v int) *tree {
	if t == nil {
		return &tree{v: v}
	}
	if v < t.v {
		t.l = t.l.insert(v)
	} else {
		t.r = t.r.insert(v)
	}
	return t
}

func (t *tree) sum() int {
	if t == nil {
		return 0
	}
	return t.l.sum() + t.v + t.r.sum()
}

func main() {
	var root *tree
	index := map[int]*tree{}
	var trash [][]*int
	want := 0
	for i := 0; i < 100_000; i++ {
		v := (i * 7919) % 100_003
		root = root.insert(v)
		index[v] = &tree{v: v, l: root}
		want += v
		trash = append(trash[:i%100], []*int{new(int), &index[v].v})
	}
	sum := 0
	for v, t := range index {
		if t.v == v && t.l == root {
			sum += v
		}
	}
	fmt.Println(root.sum() == want, sum == want, len(index))
}
