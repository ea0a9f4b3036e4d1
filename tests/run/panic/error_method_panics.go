//test:exit 2

// The Error method of an uncaught value panics itself.
package main

type bad struct{}

func (bad) Error() string { panic("while printing") }

func main() { panic(bad{}) }
