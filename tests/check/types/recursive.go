// Types that would contain themselves, and initialisation that needs itself.
package main

type a struct{ b b }
type b struct{ a [2]a }
type c c
type i interface{ i }

var x = y
var y = f()

func f() int { return x }

func main() {}
