// Generics_stack shows generic types: a stack, a linked queue and an ordered
// set, each written once for any element type.
package main

import (
	"errors"
	"fmt"
	"strings"
)

type stack[T any] struct{ items []T }

func (s *stack[T]) push(items ...T) { s.items = append(s.items, items...) }

func (s *stack[T]) pop() (top T, err error) {
	if len(s.items) == 0 {
		return top, errors.New("empty stack")
	}
	top = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return top, nil
}

type link[T any] struct {
	value T
	next  *link[T]
}

type queue[T any] struct {
	head, tail *link[T]
	length     int
}

func (q *queue[T]) add(value T) {
	l := &link[T]{value: value}
	if q.tail == nil {
		q.head = l
	} else {
		q.tail.next = l
	}
	q.tail = l
	q.length++
}

func (q *queue[T]) all() func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for l := q.head; l != nil; l = l.next {
			if !yield(i, l.value) {
				return
			}
			i++
		}
	}
}

type ordered interface {
	~int | ~int64 | ~float64 | ~string
}

type set[K ordered] struct {
	left, right *set[K]
	key         K
}

func (s *set[K]) with(key K) *set[K] {
	switch {
	case s == nil:
		return &set[K]{key: key}
	case key < s.key:
		s.left = s.left.with(key)
	case key > s.key:
		s.right = s.right.with(key)
	}
	return s
}

func (s *set[K]) keys() []K {
	if s == nil {
		return nil
	}
	return append(append(s.left.keys(), s.key), s.right.keys()...)
}

type id int

func main() {
	var numbers stack[int]
	numbers.push(1, 2, 3)
	for {
		n, err := numbers.pop()
		if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Print(n, " ")
	}
	words := stack[string]{}
	words.push("a", "b")
	top, _ := words.pop()
	fmt.Println(top, len(words.items))

	var q queue[fmt.Stringer]
	for _, s := range []string{"x", "y", "z"} {
		b := &strings.Builder{}
		b.WriteString(s + s)
		q.add(b)
	}
	for i, s := range q.all() {
		if i == 2 {
			break
		}
		fmt.Println(i, s)
	}

	var ids *set[id]
	for _, n := range []id{5, 2, 8, 2, 9, 1} {
		ids = ids.with(n)
	}
	fmt.Println(ids.keys())
	var names *set[string]
	for _, n := range strings.Fields("the quick brown fox jumps over the lazy dog") {
		names = names.with(n)
	}
	fmt.Println(names.keys())
	fmt.Printf("%T %T\n", ids, q)
}
