// Value receivers work on copies, pointer receivers on the variable; calls take addresses.
package main

import "fmt"

type point struct{ x, y int }

func (p point) moved(dx int) point { p.x += dx; return p }
func (p *point) move(dx int)       { p.x += dx }

type list []int

func (l *list) push(n int) { *l = append(*l, n) }
func (l list) sum() (s int) {
	for _, v := range l {
		s += v
	}
	return s
}

type grid [2][2]int

func (g grid) with(n int) grid { g[1][1] = n; return g }

func main() {
	p := point{1, 2}
	q := p.moved(10)
	p.move(100)
	pp := &p
	pp.move(1000)
	fmt.Println(p, q, pp.moved(1), point{}.moved(5))
	points := []point{{1, 1}, {2, 2}}
	points[1].move(7)
	for _, p := range points {
		p.move(1)
	}
	var l list
	l.push(3)
	l.push(4)
	fmt.Println(points, l, l.sum(), list{1, 2}.sum())
	g := grid{}
	fmt.Println(g.with(5), g)
	m := map[string]*point{"a": {0, 0}}
	m["a"].move(3)
	fmt.Println(*m["a"])
}
