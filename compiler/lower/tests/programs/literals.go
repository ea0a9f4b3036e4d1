package main

type point struct{ x, y int }
type line struct {
	from, to *point
	name     string
	any
}

var table = [...]string{2: "two", 5: "five"}
var points = []point{{1, 2}, {3, 4}}
var origin = &point{}
var names = map[string]int{"a": 1}
var boxed any = point{1, 2}
var computed = len(table) + value()

func value() int { return 7 }

func literals(n int) {
	_ = point{y: n}
	_ = &point{n, 1}
	_ = []*point{{1, 2}, nil, {n, 3}}
	_ = line{from: &point{}, any: n}
	_ = [3]int{2: n}
	_ = []int{9: 1}
	_ = [...]int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}[n]
	_ = []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17"}
	_ = map[point]string{{1, 2}: "a"}
	_ = [20]int{n, 1, 2}
	_ = []any{n, "x", nil}
}

func main() {
	literals(1)
	println(table[2], points[0].x, origin.x, names["a"], boxed != nil, computed)
}
