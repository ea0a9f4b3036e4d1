// Keys of struct literals may name promoted fields, several of one embedded struct and deeper ones: in
// variables of packages, in large structs, behind pointers, in elements and in generic types.
package main

import "fmt"

type A struct{ X, Y int }
type B struct {
	A
	Z string
}
type C struct {
	U int
	B
	V []int
}
type Large struct {
	Head [20]int
	C
	Tail [20]int
}
type G[T any] struct {
	Inner[T]
	N int
}
type Inner[T any] struct{ P, Q T }
type Alias = A
type WithAlias struct {
	Alias
	_ int
	W int
}

var (
	static  = C{Y: 1, U: 2, Z: "z"}
	dynamic = C{X: value("dynamic", 3), V: []int{1}}
	pointer = &C{Z: "p", X: 4}
	list    = []B{{X: 1, Z: "a"}, {Y: 2}, {A: A{5, 6}}, {}}
	table   = map[string]*C{"k": {Y: 7, U: 8}}
	large   = Large{X: 1, Y: 2, Z: "large", Tail: [20]int{19: 3}}
)

func value(name string, x int) int {
	fmt.Println("value", name, x)
	return x
}

func generic[T any](p, q T) G[T] { return G[T]{Q: q, N: 1, P: p} }

func main() {
	fmt.Println(static, dynamic, *pointer, list, *table["k"])
	fmt.Println(large.X, large.Y, large.Z, large.Tail[19], large.Head[0], len(large.V))
	local := C{Z: "l", Y: value("y", 1), U: value("u", 2), X: value("x", 3)}
	fmt.Println(local)
	l := &Large{V: []int{value("v", 1)}, Y: value("y", 2), U: value("u", 3)}
	fmt.Println(l.V, l.A, l.U)
	fmt.Println(generic("p", "q"), generic(1.5, 2), WithAlias{Y: 1, W: 2})
	array := [...]B{2: {X: 9}, 0: {Y: value("array", 8), X: 7}}
	fmt.Println(array)
	nested := struct {
		C
		Other B
	}{X: 1, Other: B{X: 2, Z: "o"}, V: []int{3}}
	fmt.Printf("%+v\n", nested)
	fmt.Println(B{X: 1, Y: 2} == B{A: A{1, 2}}, C{Z: "q"}.B == B{Z: "q"})
	f := func() B { return B{Y: len(list), Z: local.Z} }
	fmt.Println(f())
}
