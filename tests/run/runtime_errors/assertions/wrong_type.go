//test:exit 2

// The dynamic type is another one.
package main

func main() {
	var x any = 1
	println(x.(string))
}
