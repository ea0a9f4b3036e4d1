// The same name twice in a scope.
package main

import "fmt"

type t struct {
	a int
	a string
}

func (t) m() {}
func (t) m() {}

func f(x int, x string) {}
func f()                {}

func main() {
	a := 1
	a := 2
	var a int
	fmt.Println(a)
	switch a {
	case 1:
	case 1:
	}
	_ = map[string]int{"k": 1, "k": 2}
	_ = []int{0: 1, 0: 2}
}
