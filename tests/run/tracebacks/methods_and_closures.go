//test:exit 2
//test:stderr full

// Names of methods, of closures in functions and in methods, and of package variables.
package main

type stack struct{ items []int }

//go:noinline
func (s *stack) each(f func(int)) {
	for _, v := range s.items {
		f(v)
	}
}

//go:noinline
func (s stack) run() {
	s.each(func(v int) {
		func() {
			if v == 3 {
				handler(v)
			}
		}()
	})
}

var handler = func(v int) {
	panic(v)
}

func main() {
	stack{[]int{1, 2, 3}}.run()
}
