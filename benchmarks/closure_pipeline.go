// Pipelines of func values: composed stages, and transform, filter and reduce over slices.
package main

import "fmt"

type stage func(int) int

func compose(stages ...stage) stage {
	if len(stages) == 1 {
		return stages[0]
	}
	first, rest := stages[0], compose(stages[1:]...)
	return func(x int) int { return rest(first(x)) }
}

func transform(values []int, f func(int) int) []int {
	out := make([]int, 0, len(values))
	for _, v := range values {
		out = append(out, f(v))
	}
	return out
}

func filter(values []int, keep func(int) bool) []int {
	out := values[:0]
	for _, v := range values {
		if keep(v) {
			out = append(out, v)
		}
	}
	return out
}

func reduce[T any](values []int, start T, f func(T, int) T) T {
	for _, v := range values {
		start = f(start, v)
	}
	return start
}

func main() {
	scale, offset, mask := 3, 17, 0xffff
	whole := compose(
		func(x int) int { return x * scale },
		func(x int) int { return x + offset },
		func(x int) int { return x ^ x>>3 },
		func(x int) int { return x & mask },
		func(x int) int { return x - scale },
	)
	checksum := 0
	for i := range 30_000_000 {
		checksum += whole(i)
	}

	values := make([]int, 4096)
	for i := range values {
		values[i] = i * 7919 % 4099
	}
	for round := range 20_000 {
		squares := transform(values, func(x int) int { return x*x + round })
		kept := filter(squares, func(x int) bool { return x%3 != 0 })
		checksum += reduce(kept, 0, func(sum, x int) int { return sum ^ x })
	}
	fmt.Println(checksum)
}
