package a

import "fmt"

var Value = 10

func init() { fmt.Println("a init", Value); Value++ }

func Next() int { Value++; return Value }
