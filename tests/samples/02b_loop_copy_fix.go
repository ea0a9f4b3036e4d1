// i := i. Output 0 1 2 in every language version.
package main

func main() {
	var funcs []func()
	for i := 0; i < 3; i++ {
		i := i // per-iteration copy (captured by value: it is not "stack allocated", it is in the closure)
		funcs = append(funcs, func() {
			println(i) // Output: 0, 1, 2
		})
	}
	for _, f := range funcs {
		f()
	}
}

//test:lang default go1.21
