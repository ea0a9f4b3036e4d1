// Operators applied to operands they are not defined for.
package main

type s struct{ f []int }

func main() {
	a, b, c := 1, "x", 1.5
	_ = a + b
	_ = a + c
	_ = b - b
	_ = !a
	_ = -b
	_ = c % c
	_ = a && true
	_ = []int{} == []int{}
	_ = s{} == s{}
}
