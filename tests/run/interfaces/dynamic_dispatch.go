// Calls go to the dynamic type: scalars, structs, pointers, maps, funcs, channels.
package main

import "fmt"

type namer interface{ name(prefix string) string }

type i8 int8
type str string
type pair struct{ a, b string }
type list []int
type table map[string]int
type fn func() string
type pipe chan int

func (v i8) name(p string) string    { return fmt.Sprint(p, "i8:", int8(v)) }
func (v str) name(p string) string   { return p + "str:" + string(v) }
func (v pair) name(p string) string  { return p + v.a + v.b }
func (v *list) name(p string) string { return fmt.Sprint(p, len(*v)) }
func (v table) name(p string) string { return fmt.Sprint(p, v["k"]) }
func (v fn) name(p string) string    { return p + v() }
func (v pipe) name(p string) string  { return fmt.Sprint(p, cap(v)) }

func main() {
	for i, n := range []namer{
		i8(-3), str("s"), pair{"x", "y"}, &list{1, 2}, table{"k": 7}, fn(func() string { return "called" }), make(pipe, 4),
	} {
		fmt.Printf("%s %T\n", n.name(fmt.Sprint(i, " ")), n)
	}
}
