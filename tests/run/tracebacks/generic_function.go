// Tracebacks leave out the type arguments of instances.
package main

//test:exit 2
//test:stderr full

type list[T any] struct{ items []T }

//go:noinline
func (l *list[T]) at(i int) T { return l.items[i] }

//go:noinline
func first[T any](l *list[T]) T { return l.at(len(l.items)) }

func main() {
	print(first(&list[string]{}))
}
