// Generic types with methods, embedding, recursion and instances that are distinct types.
package main

import (
	"fmt"
	"strings"
)

type list[T any] struct {
	head *node[T]
	size int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *list[T]) push(v T) *list[T] { l.head = &node[T]{v, l.head}; l.size++; return l }
func (l *list[T]) each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.v)
	}
}

type pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p pair[K, V]) swap() pair[string, K] { return pair[string, K]{fmt.Sprint(p.Val), p.Key} }

type named[T any] struct {
	list[T]
	name string
}
type tree[T interface{ less(T) bool }] struct {
	l, r *tree[T]
	v    T
}

func (t *tree[T]) add(v T) *tree[T] {
	if t == nil {
		return &tree[T]{v: v}
	}
	if v.less(t.v) {
		t.l = t.l.add(v)
	} else {
		t.r = t.r.add(v)
	}
	return t
}
func (t *tree[T]) String() string {
	if t == nil {
		return "."
	}
	return fmt.Sprintf("(%v %v %v)", t.l, t.v, t.r)
}

type num int

func (a num) less(b num) bool { return a < b }

func main() {
	n := named[string]{name: "n"}
	n.push("a").push("b")
	var b strings.Builder
	n.each(func(s string) { b.WriteString(s) })
	p := pair[int, bool]{1, true}
	fmt.Println(b.String(), n.size, p.swap(), p == pair[int, bool]{1, true})
	fmt.Printf("%T %T %T %+v\n", n, p.swap(), &list[[]int]{}, p)
	var t *tree[num]
	for _, v := range []num{2, 1, 3} {
		t = t.add(v)
	}
	_, same := any(p).(pair[int, string])
	fmt.Println(t, same)
}
