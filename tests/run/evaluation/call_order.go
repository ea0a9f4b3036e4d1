// Calls, receives and logical operators happen left to right in an expression.
package main

import "fmt"

func f(s string, n int) int { fmt.Print(s, " "); return n }

type t struct{}

func (t) m(int) t { fmt.Print("m "); return t{} }

func main() {
	x := f("a", 1) + f("b", 2)*f("c", 3)
	fmt.Println(x)
	list := []int{f("e0", 0), f("e1", 1)}
	m := map[int]int{f("k", 1): f("v", 2)}
	fmt.Println(list, m)
	t{}.m(f("x", 1)).m(f("y", 2))
	fmt.Println(f("no", 0) == 1 && f("skipped", 1) == 1 || f("yes", 1) == 1)
	ch := make(chan int, 2)
	ch <- 1
	ch <- 2
	fmt.Println(<-ch-<-ch, f("l", 1) < f("r", 2))
}
