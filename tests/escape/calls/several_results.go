// Results of one call flow to different places.
package main

var sink any

func swap(p, q *int) (*int, *int) {
	if p == q {
		return swap(q, p)
	}
	return q, p
}

func second(p, q *int) *int {
	_, r := swap(p, q)
	return r
}

func first(x any) (*int, bool) {
	p, ok := x.(*int)
	return p, ok
}

func main() {
	a, b := 1, 2
	pa, _ := swap(&a, &b)
	sink = pa
	c := 3
	p, _ := first(&c)
	_ = p
}
