//test:exit 1
package main

import "example.com/dep"

func main() { dep.Name() }
