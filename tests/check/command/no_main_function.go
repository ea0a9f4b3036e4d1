// A main package without main.
package main

import "fmt"

func Main() { fmt.Println() }
