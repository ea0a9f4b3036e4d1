package p

var a = (T){1}
var b = T{1 2}
var c = []int{
	1,
	2
}

func f() {
	if x == T{1} {
	}
	for _, v := range T{1} {
	}
}
