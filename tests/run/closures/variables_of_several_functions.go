// Slices passed to a variable that holds one of several literals may stay on the stack, but not where one
// of the literals keeps its argument.
package main

import "fmt"

var kept []int

func choose(keep bool) func() []int {
	var use func([]int) []int
	use = func(list []int) []int { return list[1:] }
	set := func() {
		use = func(list []int) []int {
			kept = list
			return nil
		}
	}
	if keep {
		set()
	}
	return func() []int {
		result := use([]int{1, 2, 3})
		return append([]int(nil), result...)
	}
}

func depth(n int) int {
	var walk func([]int) int
	walk = func(path []int) int {
		if len(path) == n {
			return len(path)
		}
		return 1 + walk(append(path[:len(path):len(path)], n))
	}
	return walk(make([]int, 0, n))
}

func clobber(n int) int {
	var room [64]int
	for i := range room {
		room[i] = n * i
	}
	if n == 0 {
		return room[3]
	}
	return clobber(n-1) + room[5]
}

func main() {
	fmt.Println(choose(false)(), kept)
	fmt.Println(choose(true)())
	clobber(10)
	fmt.Println(kept, depth(6))
}
