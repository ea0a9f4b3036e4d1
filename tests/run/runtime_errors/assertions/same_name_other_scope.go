//test:exit 2

// Types of the same name from different scopes are told apart.
package main

func main() {
	type local int
	var x any = local(1)
	func() {
		type local int
		println(x.(local))
	}()
}
