// Too few, too many and wrong arguments.
package main

import "strings"

func f(a int, b string) int { return a }
func g(nums ...int)         {}
func two() (int, int)       { return 1, 2 }

func main() {
	f(1)
	f(1, "x", 2)
	f("x", 1)
	g(1, "a")
	g([]string{"a"}...)
	g(1, []int{2}...)
	f(two())
	x := two()
	a, b, c := two()
	strings.Repeat("x")
	_ = f
	_, _, _, _ = x, a, b, c
}
