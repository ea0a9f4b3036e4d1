//test:exit 2

// A Stringer is shown by its String method.
package main

type name string

func (n name) String() string { return "stringer " + string(n) }

func main() { panic(name("q")) }
