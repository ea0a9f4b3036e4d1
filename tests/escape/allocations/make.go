// make with constant, small, large and unknown sizes.
package main

var sink []int

func sizes(n int) int {
	a := make([]int, 10)
	b := make([]int, 0, 1000)
	c := make([]int, n)
	d := make([]int, 10_000)
	e := make([]byte, 64<<10)
	f := make([]byte, 64<<10+1)
	m := make(map[int]int)
	ch := make(chan int)
	var g [1 << 20]int
	h := make([]int, 2, n)
	return len(a) + cap(b) + len(c) + len(d) + len(e) + len(f) + len(m) + len(ch) + g[n] + len(h)
}

func escaping(n int) {
	sink = make([]int, 3)
	sink = make([]int, n)
}

func main() {
	sizes(1)
	escaping(2)
}
