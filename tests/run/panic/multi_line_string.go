//test:exit 2

// Later lines of a message are indented.
package main

func main() { panic("one\ntwo\n\nthree") }
