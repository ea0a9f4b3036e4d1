package main

type number interface{ ~int | ~float64 }

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }

func (s *stack[T]) each(f func(T)) {
	for _, v := range s.items {
		f(v)
	}
}

func apply[A, B any](list []A, f func(A) B) (result []B) {
	for _, v := range list {
		result = append(result, f(v))
	}
	return
}

func sum[T number](list ...T) T {
	total := T(0)
	for _, v := range list {
		total += v + 1
	}
	return total
}

type namer interface{ name() string }
type dog struct{}

func (dog) name() string { return "dog" }

func nameOf[T namer](v T) string { return v.name() }

type celsius float64

func main() {
	var s stack[string]
	s.push("a")
	s.each(func(v string) { println(v) })
	println(len(apply([]int{1}, func(i int) string { return "x" })))
	println(sum(1, 2), sum(1.5), sum[celsius](2))
	println(nameOf(dog{}), nameOf[namer](dog{}))
}
