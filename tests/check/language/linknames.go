// What //go:linkname names must be a function or variable of the package, named once.
package main

import _ "unsafe"

type t int

var x, y int

//go:linkname x other.x
//go:linkname y
//go:linkname x other.y
//go:linkname t other.t
//go:linkname absent other.absent

const c = 1

//go:linkname c other.c

func main() {}
