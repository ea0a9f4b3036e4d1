package p

func f() {
	switch x
	{
	case 1:
	}
	switch x {
		y = 1
	case 2 y = 2
	default
	}
	select {
	case x:
	foo
	}
	switch x := y; z := w.(type) {
	}
}
