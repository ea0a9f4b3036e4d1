// Keys of struct, array, interface, pointer, bool, float and complex type.
package main

import "fmt"

type point struct {
	x, y int
	name string
}

func main() {
	a := map[point]int{{1, 2, "a"}: 1}
	a[point{1, 2, "a"}]++
	b := map[[2]string]int{{"x", "y"}: 5}
	c := map[any]string{1: "int", int8(1): "int8", "1": "string", point{}: "point", nil: "nil", 1.0: "float"}
	p := new(int)
	d := map[*int]bool{p: true, new(int): true}
	e := map[bool]int{true: 1, 1 > 2: 2}
	f := map[complex128]int{1i: 1}
	fmt.Println(a, b[[2]string{"x", "y"}], c[1], c[int8(1)], c["1"], c[point{}], c[nil], c[1.0])
	fmt.Println(d[p], len(d), e, f[complex(0, 1)], c[int16(1)] == "")
}
