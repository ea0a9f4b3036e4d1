// The errors of a package stand under its name; what imports it is not compiled.
package main

import "example.com/two/lib"

func main() { lib.F(undefined) }
