//test:exit 1
package main

import (
	"example.com/dep"
	"example.com/dep/other"
	"example.com/unknown"
)

func main() { dep.Name() }
