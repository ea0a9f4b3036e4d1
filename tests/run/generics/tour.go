// Generic types, functions, aliases and methods together: inference both ways, constraints with methods, embedding, instances as values.
package main

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"
)

type Number interface {
	~int | ~int8 | ~int64 | ~float32 | ~float64
}

type Vec[T Number] []T

func (v Vec[T]) Map[R any](f func(T) R) []R {
	r := make([]R, 0, len(v))
	for _, x := range v {
		r = append(r, f(x))
	}
	return r
}

func (v Vec[T]) Fold[A any](a A, f func(A, T) A) A {
	for _, x := range v {
		a = f(a, x)
	}
	return a
}

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

type OrderedMap[K cmp.Ordered, V any] struct {
	root *node[K, V]
	n    int
}

type node[K cmp.Ordered, V any] struct {
	Pair[K, V]
	l, r *node[K, V]
}

func (m *OrderedMap[K, V]) Put(k K, v V) {
	p := &m.root
	for *p != nil {
		switch c := cmp.Compare(k, (*p).Key); {
		case c < 0:
			p = &(*p).l
		case c > 0:
			p = &(*p).r
		default:
			(*p).Val = v
			return
		}
	}
	*p = &node[K, V]{Pair: Pair[K, V]{k, v}}
	m.n++
}

func (m *OrderedMap[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		var walk func(*node[K, V]) bool
		walk = func(n *node[K, V]) bool {
			return n == nil || walk(n.l) && yield(n.Key, n.Val) && walk(n.r)
		}
		walk(m.root)
	}
}

type Set[T comparable] = map[T]struct{}
type List[T any] = []T
type M[V any] = OrderedMap[string, V]

type Tree[T interface{ Less(T) bool }] struct {
	left, right *Tree[T]
	v           T
}

type Int int

func (a Int) Less(b Int) bool { return a < b }
func (a Int) String() string  { return fmt.Sprintf("I%d", int(a)) }

func (t *Tree[T]) Insert(v T) *Tree[T] {
	if t == nil {
		return &Tree[T]{v: v}
	}
	if v.Less(t.v) {
		t.left = t.left.Insert(v)
	} else {
		t.right = t.right.Insert(v)
	}
	return t
}

func (t *Tree[T]) Walk(f func(T)) {
	if t != nil {
		t.left.Walk(f)
		f(t.v)
		t.right.Walk(f)
	}
}

type Stringish interface {
	~string
	Len() int
}
type S string

func (s S) Len() int { return len(s) }
func total[T Stringish](xs ...T) (n int) {
	for _, x := range xs {
		n += x.Len() + len(x) + len(string(x))
	}
	return
}

func PtrTo[T any, P interface {
	*T
	Set(string)
}](s string) T {
	var t T
	P(&t).Set(s)
	return t
}

type settable struct{ s string }

func (s *settable) Set(x string) { s.s = "set:" + x }

func apply[T, U any](x T, f func(T) U) U { return f(x) }
func id[T any](x T) T                    { return x }
func compose[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}

type Opt[T any] func(*T)

func build[T any](opts ...Opt[T]) (t T) {
	for _, o := range opts {
		o(&t)
	}
	return
}

func kind[T any](x T) string {
	switch any(x).(type) {
	case int:
		return "int"
	case []T:
		return "slice of T"
	case fmt.Stringer:
		return "stringer"
	case interface{ Len() int }:
		return "len"
	}
	return fmt.Sprintf("%T", *new(T))
}

type Embed[T any] struct {
	*Inner[T]
	T2 T
}
type Inner[T any] struct{ X T }

func (i *Inner[T]) Get() T           { return i.X }
func (i Inner[T]) With(x T) Inner[T] { i.X = x; return i }

func rec[T any](n int, x T) string {
	if n == 0 {
		return fmt.Sprintf("%T", x)
	}
	return rec(n-1, x)
}

func sum[S ~[]E, E Number](s S) (t E) {
	for _, x := range s {
		t += x
	}
	return
}

func keys[K comparable, V any, MM ~map[K]V](m MM) []K {
	r := make([]K, 0, len(m))
	for k := range m {
		r = append(r, k)
	}
	return r
}

type counter[T any] struct{ n int }

func (c *counter[T]) inc() int { c.n++; return c.n }

func static[T any]() func() int {
	var c counter[T]
	return c.inc
}

func main() {
	v := Vec[int]{1, 2, 3}
	fmt.Println(v.Map(func(i int) string { return strings.Repeat("x", i) }), v.Fold("", func(a string, i int) string { return a + fmt.Sprint(i) }))
	f := v.Map[float64]
	fmt.Println(f(func(i int) float64 { return float64(i) / 2 }))
	g := Vec[float64].Fold[int]
	fmt.Println(g(Vec[float64]{1.5, 2.5}, 0, func(a int, x float64) int { return a + int(x*2) }))
	var m M[int]
	for i, w := range strings.Fields("the quick brown fox jumps over the lazy dog") {
		m.Put(w, i)
	}
	for k, x := range m.All() {
		if k == "quick" {
			break
		}
		fmt.Print(k, "=", x, " ")
	}
	fmt.Println(m.n)
	var t *Tree[Int]
	for _, x := range []Int{5, 2, 8, 1} {
		t = t.Insert(x)
	}
	t.Walk(func(i Int) { fmt.Print(i, " ") })
	fmt.Println(total(S("abc"), "de"), PtrTo[settable]("q"))
	fmt.Println(apply(3, func(i int) string { return fmt.Sprint(i + 1) }), compose(id[int], func(i int) string { return fmt.Sprint(-i) })(4))
	var sf func(string) string = id
	fmt.Println(sf("inferred"), apply("a", id))
	fmt.Println(build(Opt[int](func(p *int) { *p += 2 }), func(p *int) { *p *= 5 }))
	fmt.Println(kind(1), kind(Int(2)), kind(S("x")), kind([]int{}), kind[any](nil), kind[error](nil), kind(struct{ X int }{}))
	e := Embed[string]{&Inner[string]{"a"}, "b"}
	fmt.Println(e.Get(), e.With("c").X, e.X, (*Inner[string]).Get(e.Inner), Inner[int].With(Inner[int]{1}, 2))
	fmt.Println(rec(3, map[string][]Pair[int, *Int]{}))
	type local[T any] struct{ x T }
	fmt.Printf("%T %T %v\n", local[int]{}, local[Set[string]]{}, sum(List[float64]{1, 2.5}))
	ks := keys(map[string]int{"b": 1, "a": 2})
	sort.Strings(ks)
	fmt.Println(ks, slices.MaxFunc([]Pair[string, int]{{"a", 1}, {"b", 3}}, func(a, b Pair[string, int]) int { return cmp.Compare(a.Val, b.Val) }))
	c1, c2 := static[int](), static[int]()
	fmt.Println(c1(), c1(), c2())
	fmt.Println(any(Pair[string, int]{"a", 1}) == any(Pair[string, int]{"a", 1}), any(Set[int](nil)).(map[int]struct{}) == nil)
}
