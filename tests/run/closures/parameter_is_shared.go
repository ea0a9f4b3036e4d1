// A parameter is a variable: closures over it share it with the function body.
package main

import "fmt"

func f(n int, names ...string) (func(), func() string) {
	add := func() { n++; names = append(names, fmt.Sprint("n", n)) }
	n *= 10
	return add, func() string { return fmt.Sprint(n, names) }
}

func main() {
	add, show := f(2, "a")
	add()
	add()
	fmt.Println(show())
}
