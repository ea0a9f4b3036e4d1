// Generic methods are no part of what reflection and interfaces see.
package main

import (
	"fmt"
	"math/rand/v2"
	"reflect"
)

type number struct{ n int }

func (x *number) Plus[T int | uint8](y T) T { return y + T(x.n) }
func (x number) Value() int                 { return x.n }

func main() {
	x := &number{4}
	fmt.Println(x.Plus(5), x.Plus(uint8(254)))
	t := reflect.TypeOf(x)
	_, found := t.MethodByName("Plus")
	fmt.Println(t.NumMethod(), found, reflect.ValueOf(x).Method(0).Call(nil)[0])
	r := rand.New(rand.NewPCG(1, 2))
	fmt.Println(r.N(100), reflect.TypeOf(r).NumMethod())
}
