// Command main is tested like any package.
package main

import "fmt"

var greeting = "hello"

func main() { fmt.Println(greeting) }
