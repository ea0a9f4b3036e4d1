package p

type a struct {
	(T)
	*(T)
	x, y
	int string "tag" "tag"
}
type b interface {
	m[P any]()
	n[]()
	o[]
	~int |
}
type c chan
type d <-int
type e [...
]int
type f map[int
type g [1,]int
var h []
