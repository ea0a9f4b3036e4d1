package p

func f(x any) {
	continue
	break
	fallthrough
	switch {
	case true:
		fallthrough
	}
	switch x.(type) {
	case int:
		fallthrough
	default:
	}
}
