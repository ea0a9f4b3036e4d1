package p

func f(a, b, c int) {
	if a = b {
	}
	if a = b + c {
	}
	if a := b {
	}
	if a += 1; a++ {
	}
	for ; a = b; {
	}
	switch a <- b {
	}
}
