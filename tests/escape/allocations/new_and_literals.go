// new, &T{}, slice and map literals: on the stack when they may be.
package main

type point struct{ x, y int }

var sinkP *point
var sinkS []int
var sinkM map[string]int

func local() int {
	p := new(point)
	q := &point{1, 2}
	s := []int{1, 2, 3}
	m := map[string]int{"a": 1}
	return p.x + q.y + s[0] + m["a"]
}

func heap() {
	sinkP = new(point)
	sinkP = &point{1, 2}
	sinkS = []int{1, 2, 3}
	sinkM = map[string]int{"a": 1}
}

func nested() [][]int {
	inner := []int{1}
	return [][]int{inner, {2}}
}

func main() {
	local()
	heap()
	nested()
}
