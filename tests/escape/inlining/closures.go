//test:gcflags -m

// Counters inlined into main keep their variable on its stack.
package main

func counter() (func() int, func() int) {
	count := 0
	inc := func() int {
		count++
		return count
	}
	dec := func() int {
		count--
		return count
	}
	return inc, dec
}

func makeAdder(x int) func(int) int {
	return func(y int) int { return x + y }
}

func main() {
	inc, dec := counter()
	println(inc(), inc(), dec(), makeAdder(5)(3))
	func() { println("direct") }()
	defer func() { println("deferred") }()
}
