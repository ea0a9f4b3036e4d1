package main

type point struct{ x, y int }

func (p point) sum() int    { return p.x + p.y }
func (p *point) move(d int) { p.x += d; p.y += d }

type summer interface{ sum() int }

func add(a, b int) int { return a + b }

func swap(s []int, i, j int) { s[i], s[j] = s[j], s[i] }

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func total(values ...int) (t int) {
	for _, v := range values {
		t += v
	}
	return
}

func main() {
	p := point{1, 2}
	p.move(3)
	var s summer = p
	println(s.sum(), add(1, 2), total(1, 2, 3))
	next := counter()
	next()
	defer println("done", next())
	go total(4)
	m := map[string]int{"a": 1}
	m["b"]++
	if v, ok := m["a"]; ok && v > 0 {
		println(v)
	}
	swap([]int{1, 2}, 0, 1)
	for i, r := range "héllo" {
		println(i, r)
	}
}
