// Generic functions over slices: map, filter and reduce with closures.
package main

import "fmt"

type number interface{ ~int | ~float64 }

func mapped[T, U any](list []T, f func(T) U) []U {
	result := make([]U, len(list))
	for i, v := range list {
		result[i] = f(v)
	}
	return result
}

func filter[T any](list []T, keep func(T) bool) []T {
	var result []T
	for _, v := range list {
		if keep(v) {
			result = append(result, v)
		}
	}
	return result
}

func sum[T number](list []T) (total T) {
	for _, v := range list {
		total += v
	}
	return total
}

func main() {
	list := make([]int, 100_000)
	for i := range list {
		list[i] = i
	}
	total, floats := 0, 0.0
	for round := 0; round < 1000; round++ {
		even := filter(list, func(n int) bool { return n%2 == round%2 })
		total += sum(even)
		floats += sum(mapped(even[:1000], func(n int) float64 { return float64(n) / 2 }))
	}
	fmt.Println(total, floats)
}
