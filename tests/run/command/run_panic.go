//test:mode run
//test:exit 1
//test:stderr full

// A panic under run: the program's message, then its exit status.
package main

func main() { panic("under run") }
