// Packages that exist nowhere.
package main

import (
	"nosuch"
	"nosuch/pkg"
)

func main() { nosuch.F(pkg.X) }
