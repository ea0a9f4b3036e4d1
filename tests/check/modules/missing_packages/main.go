//test:exit 1
package main

import (
	"example.com/app/none"
	"example.com/dep"
	_ "example.com/dep/none"
	"example.com/unknown/x"
)

func main() { dep.Name() }
