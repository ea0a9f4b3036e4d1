//test:gcflags -m

// With inlining: what can be inlined, what is, and what then no longer escapes.
package main

type stack struct{ items []int }

func (s *stack) push(n int) { s.items = append(s.items, n) }
func (s *stack) top() int   { return s.items[len(s.items)-1] }

func newStack() *stack { return &stack{} }

func add(a, b int) int { return a + b }

func twice(f func(int) int, n int) int { return f(f(n)) }

//go:noinline
func never(n int) int { return n }

func recursive(n int) int {
	if n == 0 {
		return 0
	}
	return recursive(n - 1)
}

func main() {
	s := newStack()
	s.push(add(1, 2))
	println(s.top(), twice(func(n int) int { return n + 1 }, 3), never(4), recursive(5))
}
