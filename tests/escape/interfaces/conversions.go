// Values put into interfaces: constants, small integers, structs, pointers.
package main

import "fmt"

type point struct{ x, y int }

func (p point) String() string   { return "p" }
func (p *point) pointer() string { return "p" }

var sink any

func local(n int) bool {
	var x any = n
	var y any = point{n, n}
	_, ok := x.(string)
	return ok || x == y
}

func heap(n int, p *point, s string) {
	sink = n
	sink = p
	sink = s
	sink = point{1, n}
	sink = 5
	sink = "constant"
	sink = []int{n}
}

func calls(s fmt.Stringer, n int) {
	_ = s.String()
	var t fmt.Stringer = point{n, n}
	_ = t.String()
}

func main() {}
