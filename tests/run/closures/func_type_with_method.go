// A func type has methods, satisfies an interface, and may be converted.
package main

import "fmt"

type handler interface{ handle(string) string }
type handlerFunc func(string) string

func (f handlerFunc) handle(s string) string { return "[" + f(s) + "]" }

func (f handlerFunc) twice() handlerFunc {
	return func(s string) string { return f(f(s)) }
}

func main() {
	suffix := "!"
	var h handler = handlerFunc(func(s string) string { return s + suffix })
	fmt.Println(h.handle("hi"))
	suffix = "?"
	fmt.Println(h.(handlerFunc).twice().handle("hi"))
}
