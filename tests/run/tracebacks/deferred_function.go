//test:exit 2
//test:stderr full

// A panic in a deferred call: the frame that deferred it is where it returned.
package main

//go:noinline
func cleanup(name string) {
	panic("cleanup of " + name)
}

//go:noinline
func use() {
	defer cleanup("a")
	println("using")
}

func main() {
	use()
}
