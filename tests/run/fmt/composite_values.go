// Structs, pointers, maps, slices and nested values with v, +v, #v and T.
package main

import "fmt"

type point struct{ X, Y int }
type shape struct {
	Name   string
	Center *point
	Points []point
	Meta   map[string]any
	hidden bool
	any
}
type ids []int
type table map[string]int

func main() {
	p := point{1, 2}
	s := shape{"s", nil, []point{p}, map[string]any{"k": 1, "a": "x"}, true, 2.5}
	for _, v := range []any{p, &p, s, []point{p}, []*int{nil}, &[]int{1}, &map[string]int{"a": 1}, ids{1}, ids(nil), table{"b": 2, "a": 1}, [2][]string{{"x"}}, struct{}{}, (*point)(nil), map[point]string{{1, 2}: "v"}, []any{1, "a", nil, 2.5}, [0]int{}} {
		fmt.Printf("%v ; %+v ; %#v ; %T\n", v, v, v, v)
	}
	fmt.Println(nil, []any{nil}, error(nil), &struct{ P *int }{}, &[2]bool{true}, map[bool]int{true: 1, false: 0})
	fmt.Printf("%v %+v %T %v %d %s\n", nil, nil, nil, struct{ E error }{}, []any{1, "x"}, []any{1, "x"})
	fmt.Printf("%6v|%-6v|%06d|%6.2f|%x|%v\n", []int{1, 2}, p, []int{3}, map[string]float64{"k": 1}, p, [3]byte{1, 2, 3})
}
