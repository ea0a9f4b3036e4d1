package p

var func = 1

func type() {}

func f(range int, if string) {
	go := 1
	x.map = 2
}
