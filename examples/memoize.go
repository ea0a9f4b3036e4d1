// Memoize shows a cache captured by a closure, and a recursive closure that
// calls itself through the memoized variable.
package main

import "fmt"

// memoize returns f with a cache in front of it and a report of its use.
func memoize(f func(int) int) (cached func(int) int, stats func() (hits, misses int)) {
	cache := make(map[int]int)
	hits, misses := 0, 0
	cached = func(n int) int {
		if v, ok := cache[n]; ok {
			hits++
			return v
		}
		misses++
		v := f(n)
		cache[n] = v
		return v
	}
	stats = func() (int, int) { return hits, misses }
	return cached, stats
}

type key struct{ row, column int }

// gridPaths counts the ways through a grid, moving right or down only.
func gridPaths() func(rows, columns int) int {
	cache := map[key]int{}
	var paths func(r, c int) int
	paths = func(r, c int) int {
		if r == 0 || c == 0 {
			return 1
		}
		k := key{r, c}
		if v, ok := cache[k]; ok {
			return v
		}
		v := paths(r-1, c) + paths(r, c-1)
		cache[k] = v
		return v
	}
	return paths
}

func main() {
	calls := 0
	var fib func(int) int
	slow := func(n int) int {
		calls++
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2) // fib is the memoized one
	}
	fib, stats := memoize(slow)

	fmt.Println("fib(80) =", fib(80))
	fmt.Println("fib(90) =", fib(90))
	hits, misses := stats()
	fmt.Printf("calls=%d hits=%d misses=%d\n", calls, hits, misses)

	collatz, _ := memoize(func(n int) int {
		steps := 0
		for n != 1 {
			if n%2 == 0 {
				n /= 2
			} else {
				n = 3*n + 1
			}
			steps++
		}
		return steps
	})
	best, at := 0, 0
	for n := 1; n < 3000; n++ {
		if s := collatz(n); s > best {
			best, at = s, n
		}
	}
	fmt.Printf("longest Collatz chain below 3000: %d steps from %d\n", best, at)

	paths := gridPaths()
	fmt.Println("paths through 16x16:", paths(16, 16))
}
