// A nil pointer is a valid receiver, as is a nil map, slice or func.
package main

import "fmt"

type tree struct {
	left, right *tree
	v           int
}

func (t *tree) sum() int {
	if t == nil {
		return 0
	}
	return t.left.sum() + t.v + t.right.sum()
}

type set map[string]bool

func (s set) has(k string) bool { return s[k] }

type hook func() string

func (h hook) run() string {
	if h == nil {
		return "none"
	}
	return h()
}

func main() {
	var t *tree
	fmt.Println(t.sum(), (&tree{nil, &tree{v: 2}, 1}).sum(), set(nil).has("x"), hook(nil).run())
	f := t.sum
	fmt.Println(f())
}
