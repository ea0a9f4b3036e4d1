// Variadic parameters: none, several, a passed slice (shared), nil, and interfaces.
package main

import "fmt"

func f(prefix string, nums ...int) string {
	if len(nums) > 0 {
		nums[0] *= 10
	}
	return fmt.Sprint(prefix, len(nums), nums == nil, nums)
}

func g(args ...any) int { return len(args) }

type t struct{ list []string }

func (v *t) add(items ...string) *t { v.list = append(v.list, items...); return v }

func main() {
	s := []int{1, 2}
	fmt.Println(f("a"), f("b", 1, 2, 3), f("c", s...), s, f("d", nil...))
	fmt.Println(g(), g(nil), g(nil, nil), g(s), g([]any{1, 2, 3}...), g([]any{1, 2}))
	fmt.Println((&t{}).add("x").add().add([]string{"y", "z"}...).list)
	h := f
	fmt.Printf("%T %s\n", h, h("h", 5))
}
