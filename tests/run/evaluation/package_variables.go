// Package variables are initialised by dependency, then in order of declaration.
package main

import "fmt"

var (
	a    = c + b
	b    = f("b", 10)
	c    = f("c", g())
	d    = func() int { return f("d", e) }()
	e    = f("e", 3)
	_    = f("blank", 0)
	x, y = pair()
)

func f(name string, n int) int { fmt.Println("init", name, n); return n }

func g() int { return late }

var late = f("late", 7)

func pair() (int, int) { return f("pair", 1), a }

func init() { fmt.Println("first init", a, b, c, d) }

func init() { fmt.Println("second init", x, y); a = -1 }

func main() { fmt.Println("main", a) }
