// Mistakes in parameter lists, receivers and results.
package main

func f(a, b) {}
func g(a int, b) {}
func (a t, b t) h() {}
func i(a ...int, b int) {}
func j() (x int, string) {}

type t struct{}

func main() {}
