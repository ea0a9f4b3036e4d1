package p

func f() {
	if true {
	} else x = 1
	if true {
	}
	else {
	}
}
