// Variables that cannot have the files of //go:embed.
package main

import _ "embed"

//go:embed *.txt
var a string

//go:embed a.txt
var b int

//go:embed *.txt
var c []byte

func main() { println(a, b, c) }
