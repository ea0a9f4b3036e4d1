package a

type T struct{}

var X any = struct{ x int }{}

func Local() any {
	type T struct{}
	return T{}
}
