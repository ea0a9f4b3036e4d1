// What go and defer evaluate when the call happens: new variables and slice literals.
package main

func f(p ...*int) {}

func g(p *int, q []*int) {}

func main() {
	defer f(new(int))
	defer f([]*int{new(int)}...)
	go g(new(int), []*int{new(int), new(int)})
	x := 0
	defer func(p *int) { *p = 1 }(&x)
	for range 2 {
		defer g(new(int), nil)
	}
}
