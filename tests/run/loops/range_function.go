// range over functions: values, early exit, return and defer from the body.
package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("cleanup", n)
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(yield func(string, int) bool) {
	_ = yield("a", 1) && yield("b", 2) && yield("c", 3)
}

func find(limit int) string {
	for i := range count(10) {
		for k, v := range pairs {
			if i*v == limit {
				defer fmt.Println("deferred in body", k)
				return fmt.Sprint(i, k)
			}
		}
	}
	return "none"
}

func main() {
	for i := range count(2) {
		fmt.Println(i)
	}
	for range count(1) {
		fmt.Println("turn")
	}
	fmt.Println(find(4))
outer:
	for i := range count(5) {
		for k := range pairs {
			if k == "b" {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Println(i, k)
		}
	}
}
