// Recovering an inner panic leaves the outer one; a new one replaces it.
package main

import "fmt"

func inner() {
	defer func() { fmt.Println("inner recovered", recover()) }()
	panic("during cleanup")
}

func outer() {
	defer func() { fmt.Println("outer recovered", recover()) }()
	defer inner()
	panic("original")
}

func replaced() {
	defer func() { fmt.Println("last recovered", recover(), recover()) }()
	defer func() { panic("replacement") }()
	panic("replaced")
}

func main() {
	outer()
	replaced()
}
