// Generic types that refer to each other, generic methods and aliases, constraints that refer to their type parameter.
package main

import "fmt"

type Shape interface {
	Area() float64
	comparable2
}
type comparable2 interface{ Name() string }

type Sq struct{ s float64 }
type Ci struct{ r float64 }

func (s Sq) Area() float64  { return s.s * s.s }
func (s Sq) Name() string   { return "sq" }
func (c *Ci) Area() float64 { return c.r }
func (c *Ci) Name() string  { return "ci" }

type Num interface{ ~int | ~float64 }
type Matrix[T Num] [][]T

func (m Matrix[T]) Mul(o Matrix[T]) Matrix[T] {
	r := make(Matrix[T], len(m))
	for i := range m {
		r[i] = make([]T, len(o[0]))
		for j := range o[0] {
			for k := range o {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return r
}

type Node[K comparable, V any] struct {
	k    K
	v    V
	next *Node[K, V]
}
type HM[K comparable, V any] struct {
	b    [8]*Node[K, V]
	hash func(K) int
}

func (h *HM[K, V]) Set(k K, v V) *HM[K, V] {
	i := h.hash(k) & 7
	for n := h.b[i]; n != nil; n = n.next {
		if n.k == k {
			n.v = v
			return h
		}
	}
	h.b[i] = &Node[K, V]{k, v, h.b[i]}
	return h
}
func (h *HM[K, V]) Each(f func(K, V) bool) {
	for _, n := range h.b {
		for ; n != nil; n = n.next {
			if !f(n.k, n.v) {
				return
			}
		}
	}
}
func (h *HM[K, V]) Map[W any](f func(V) W) *HM[K, W] {
	r := &HM[K, W]{hash: h.hash}
	for k, v := range h.Each {
		r.Set(k, f(v))
	}
	return r
}

type Either[L, R any] interface{ isEither(L, R) }
type Left[L, R any] struct{ v L }
type Right[L, R any] struct{ v R }

func (Left[L, R]) isEither(L, R)  {}
func (Right[L, R]) isEither(L, R) {}

func match[L, R, T any](e Either[L, R], l func(L) T, r func(R) T) T {
	switch e := e.(type) {
	case Left[L, R]:
		return l(e.v)
	case Right[L, R]:
		return r(e.v)
	}
	panic("no")
}

type Self[T any] interface{ Cmp(T) int }

func maxOf[T Self[T]](a T, rest ...T) T {
	for _, b := range rest {
		if a.Cmp(b) < 0 {
			a = b
		}
	}
	return a
}

type I int

func (a I) Cmp(b I) int { return int(a - b) }

type Chain[T any] func(T) T

func (c Chain[T]) Then(d Chain[T]) Chain[T] { return func(x T) T { return d(c(x)) } }

func zero[T any]() (z T)            { return }
func isNil[T any](p *T) bool        { return p == nil }
func sizeName[T any](x ...T) string { return fmt.Sprintf("%T/%d", x, len(x)) }

type A[T any] = struct {
	X T
	*B[T]
}
type B[T any] struct{ y []T }

func (b *B[T]) Push(x T) int { b.y = append(b.y, x); return len(b.y) }

type Fn[T any] interface{ ~func(T) T }

func twice[F Fn[T], T any](f F) F { return func(x T) T { return f(f(x)) } }

func chans[C ~chan E | ~<-chan E, E any](c C) (r []E) {
	for v := range c {
		r = append(r, v)
	}
	return
}

func sl[S ~[]E, E any](s S, i, j int) (S, E) { return s[i:j], s[i] }
func str[S ~string | ~[]byte](s S) (n int) {
	for i := range len(s) {
		n = n*31 + int(s[i])
	}
	return n + len(s[1:])
}
func conv[To, From ~int | ~float64 | ~uint8](x From) To { return To(x) }

type tagged[T any] struct{ T int }

func (t tagged[T]) get() T { var z T; return z }

func main() {
	for _, s := range []Shape{Sq{2}, &Ci{3}, &Sq{4}} {
		fmt.Println(s.Area(), s.Name())
		if q, ok := s.(interface{ Name() string }); ok {
			fmt.Println(q.Name())
		}
	}
	m := Matrix[int]{{1, 2}, {3, 4}}
	fmt.Println(m.Mul(m), Matrix[float64].Mul(Matrix[float64]{{0.5}}, Matrix[float64]{{4}}))
	h := &HM[string, int]{hash: func(s string) int { return len(s) }}
	h.Set("a", 1).Set("bb", 2).Set("a", 3)
	h2 := h.Map(func(i int) string { return fmt.Sprint("<", i, ">") })
	h2.Each(func(k, v string) bool { fmt.Print(k, v, " "); return true })
	mp := h.Map[[]int]
	for k, v := range mp(func(i int) []int { return make([]int, i) }).Each {
		fmt.Print(k, v)
	}
	fmt.Println()
	fmt.Println(match[int, string, string](Left[int, string]{5}, func(i int) string { return fmt.Sprint(i) }, func(s string) string { return s }))
	fmt.Println(match(Either[int, string](Right[int, string]{"r"}), func(i int) int { return i }, func(s string) int { return len(s) }))
	fmt.Println(maxOf(I(3), 9, 4), Chain[int](func(i int) int { return i + 1 }).Then(func(i int) int { return i * 10 })(4))
	fmt.Println(zero[*int]() == nil, isNil[int](nil), sizeName(1, 2), sizeName[any](1, "a"), sizeName[func(int) []string]())
	a := A[int]{1, &B[int]{}}
	fmt.Println(a.Push(4), a.Push(5), a.y, a.X)
	fmt.Println(twice(func(x int) int { return x * 3 })(2))
	c := make(chan string, 2)
	c <- "p"
	c <- "q"
	close(c)
	fmt.Println(chans(c))
	s, e := sl([]string{"a", "b", "c"}, 1, 3)
	fmt.Println(s, e, str("hello"), str([]byte("hello")), conv[uint8](300.0-1), conv[int](-2.9), conv[float64](uint8(7)))
	fmt.Println(tagged[string]{T: 3}, tagged[string]{}.get() == "")
	fmt.Printf("%T %T %T\n", tagged[A[int]]{}, h2, Left[map[string]I, Chain[I]]{})
	type Local[T any] struct{ v T }
	func() {
		type Local2[T any] struct{ Local[T] }
		fmt.Printf("%T %+v\n", Local2[int]{}, Local2[string]{Local[string]{"x"}})
	}()
}
