//test:exit 2
//test:stderr full

// A panic while packages are initialised: the traceback begins with the initialiser.
package main

type named interface{ name() string }

var nobody *struct{ named }

var name = first(nobody.name)

func first(f func() string) string { return f() }

func main() { println(name) }
