// Type arguments that do not satisfy constraints or cannot be inferred.
package main

import "fmt"

type number interface{ ~int | ~float64 }

func sum[T number](list ...T) (s T)  { return }
func zero[T any]() (z T)             { return }
func same[T comparable](a, b T) bool { return a == b }
func add[T any](a, b T) T            { return a + b }

type box[T any] struct{ v T }

func main() {
	sum("a")
	zero()
	same([]int{}, []int{})
	sum(1, "x")
	var b box
	var c box[int, string]
	var n number
	sum[fmt.Stringer]()
	_, _, _ = b, c, n
}
