//test:gcflags -m

// A literal that is converted to a named func type, by a return or a variable, is still known.
package main

type sequence func(yield func(int) bool)

func upTo(n int) sequence {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

type step func(int) int

func doubled(n int) int {
	double := step(func(n int) int { return n * 2 })
	return double(n)
}

func main() {
	sum := 0
	for i := range upTo(10) {
		sum += i
	}
	println(doubled(sum))
}
