package p

func f() {
	a b
	a, b
	a, b += 1
	x y := 2
	var (
	)
	)
	return 1,
	} 
