package main

// Function calls are evaluated first, from left to right; variables, elements and fields after them,
// unless the language or gc orders them.

type box struct {
	n    int
	next *box
}

func f() int           { return 1 }
func pair() (int, int) { return 1, 2 }
func sum(a, b int) int { return a + b }

var global int

func operands(x int, m map[string]int, c chan int, b *box) {
	_ = x + f()
	_ = sum(global, f())
	_ = m["a"] + f()
	_ = b.n*2 + f() + <-c
	_ = x > 0 && f() > 0
	_ = []int{x, f(), global}
	println(pair())
	println(sum(pair()))
}

func assignments(a []int, i int, m map[string]int, b *box) {
	a[i], m["k"] = m["k"], a[i]
	i, a[i] = 1, 2
	b, b.n = b.next, 3
	a[f()] += f()
	m["x"] /= f()
	m["y"] += f()
	v, ok := m["z"]
	_, _ = v, ok
	global, b.n = pair()
	a[0], a[1] = a[1], a[0]
}

func results(a []int) (x, y int, err error) {
	x, y = 1, 2
	return y, x, nil
}

func main() {
	operands(1, map[string]int{}, nil, &box{})
	assignments([]int{1, 2}, 0, map[string]int{"k": f(), "z": 3}, &box{next: &box{}})
	results(nil)
}
