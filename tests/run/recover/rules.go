// recover works only when called directly by a deferred function.
package main

import "fmt"

func helper() any { return recover() }

func try(name string, f func()) {
	defer func() { fmt.Println(name, "outer:", recover()) }()
	f()
	fmt.Println(name, "returned")
}

func main() {
	fmt.Println("not panicking:", recover())
	try("direct", func() {
		defer func() { fmt.Println("got", recover()) }()
		panic(1)
	})
	try("helper called by deferred", func() {
		defer func() { fmt.Println("got", helper()) }()
		panic(2)
	})
	try("helper deferred", func() {
		defer helper()
		panic(3)
	})
	try("nested literal", func() {
		defer func() { func() { fmt.Println("got", recover()) }() }()
		panic(4)
	})
	try("recover deferred", func() {
		defer recover()
		panic(5)
	})
}
