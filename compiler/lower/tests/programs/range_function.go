package main

type list[T any] struct {
	v    T
	next *list[T]
}

func (l *list[T]) all() func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l; n != nil; n = n.next {
			if !yield(i, n.v) {
				return
			}
			i++
		}
	}
}

func find(l *list[string], s string) (int, bool) {
outer:
	for i, v := range l.all() {
		for range 3 {
			if v == "skip" {
				continue outer
			}
		}
		for _, w := range l.all() {
			if w == "x" {
				break outer
			}
			if w == "y" {
				continue outer
			}
			defer println(w)
		}
		if v == s {
			return i, true
		}
	}
	return -1, false
}

type E struct{ error }

func sw(x any) string {
	switch v := x.(type) {
	case nil:
		return "nil"
	case int, int8:
		_ = v
		return "int"
	case error:
		return v.Error()
	case string:
		return v
	case func():
		v()
	}
	return "?"
}

func main() {
	println(find(&list[string]{"a", nil}, "a"))
	println(sw(3), sw(E{}))
	c := make(chan int, 1)
	var a [3]int
	i := 1
	select {
	case a[i] = <-c:
	case v, ok := <-c:
		println(v, ok)
	case c <- 3:
	default:
	}
	f := (*E).Error
	_ = f
	for i := 0; i < 3; i++ {
		go func() { println(i) }()
	}
}
