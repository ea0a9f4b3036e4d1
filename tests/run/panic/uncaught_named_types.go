//test:exit 2

// Values of named basic types are shown as conversions; strings keep newlines indented.
package main

type code int
type text string

func main() {
	defer func() {
		recover()
		panic(text("a\nb"))
	}()
	panic(code(7))
}
