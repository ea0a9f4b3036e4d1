package p

func f() {
	defer (g())
	go (h)()
	go (h())
	g(1 2)
	g(1, 2
	g(x..., y)
}
