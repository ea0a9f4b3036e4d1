// Func values as struct fields, map values, slice and array elements.
package main

import "fmt"

type op struct {
	name  string
	apply func(int, int) int
}

func main() {
	ops := []op{
		{"add", func(a, b int) int { return a + b }},
		{"sub", func(a, b int) int { return a - b }},
	}
	calls := 0
	byName := map[string]func(int, int) int{}
	for _, o := range ops {
		byName[o.name] = func(a, b int) int { calls++; return o.apply(a, b) }
	}
	fmt.Println(byName["add"](2, 3), byName["sub"](2, 3), calls, byName["mul"] == nil)

	pair := [2]func() string{func() string { return "zero" }, func() string { return "one" }}
	pair[0], pair[1] = pair[1], pair[0]
	fmt.Println(pair[0](), pair[1]())
}
