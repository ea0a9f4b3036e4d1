//test:gcflags -l -d=closure=1

// What -d=closure=1 tells of literals: those that hold variables are made when they are evaluated, on the
// heap or the stack, those that do not are global. Method values are not told of.
package main

import "fmt"

func adder(n int) func(int) int {
	return func(x int) int {
		n += x
		return n
	}
}

type number int

func (n number) get() int { return int(n) }

func call(f func()) { f() }

func main() {
	f := adder(1)
	text := "x"
	show := func() { fmt.Println(f(1), text) }
	show()
	get := number(3).get
	defer func() { fmt.Println(text, get()) }()
	for i := range 3 {
		defer func() { println(i) }()
	}
	var all []func()
	for i := range 3 {
		all = append(all, func() { println(i, text) })
	}
	call(func() { println("nothing") })
	call(func() {
		text = "y"
		call(func() { println(len(all), text) })
	})
}
