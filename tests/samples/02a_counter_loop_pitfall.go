package main

func counter() func() int {
	count := 0 // Escapes to heap (captured by closure)
	return func() int {
		count++
		return count
	}
}

func main() {
	// Closure captures heap-allocated variable
	c := counter()
	println(c()) // 1
	println(c()) // 2

	// Loop closure pitfall
	var funcs []func()
	for i := 0; i < 3; i++ {
		funcs = append(funcs, func() {
			println(i) // i escapes to heap (shared by all closures)
		})
	}
	for _, f := range funcs {
		f() // Output: 3, 3, 3 (go1.21) / 0, 1, 2 (go1.22+)
	}
}

//test:lang default go1.21
