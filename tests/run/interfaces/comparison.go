// Interfaces are equal when dynamic types and values are; mixed comparisons convert.
package main

import "fmt"

type point struct{ x, y int }
type name string

func main() {
	p := &point{1, 2}
	values := []any{1, int64(1), "1", name("1"), point{1, 2}, *p, p, &point{1, 2}, nil, 1.0, [2]int{1, 2}, [2]int{1, 2}}
	for i, a := range values {
		for j, b := range values {
			if i < j && a == b {
				fmt.Println(i, "equals", j)
			}
		}
	}
	var x any = 5
	fmt.Println(x == 5, x == 5.0, x != nil, p == values[6], x == any(nil))
	var s fmt.Stringer
	fmt.Println(s == nil, any(s) == nil)
}
