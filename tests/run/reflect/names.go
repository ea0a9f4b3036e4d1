// Names of types: instances, local types, types inside type arguments.
package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type G[T any] struct{ x T }

func gen[A any]() {
	type L[B any] struct {
		a A
		b B
	}
	type M struct{ a A }
	{
		type M int
		show(M(0))
	}
	show(L[int]{}, M{}, []M{}, G[M]{}, L[M]{}, map[string]L[M]{})
}

func show(xs ...any) {
	for _, x := range xs {
		t := reflect.TypeOf(x)
		fmt.Printf("%s | %s | %s\n", t, t.Name(), t.PkgPath())
	}
}

func main() {
	gen[int]()
	gen[G[string]]()
	type M struct{}
	type N[T any] struct{}
	show(M{}, N[M]{}, G[M]{}, G[*M]{}, unsafe.Pointer(nil), new(error))
	func() {
		type M int
		show(M(0), G[M]{}, G[struct{ a, B M }]{}, G[interface {
			x()
			Y()
		}]{}, G[func(M) []M]{})
	}()
}
