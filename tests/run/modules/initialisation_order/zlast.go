package main

import "fmt"

var other = show("other file variable", v+1)

func init() { fmt.Println("other file init") }
