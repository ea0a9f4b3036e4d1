// Packages of other modules come from the vendor folder, each in its language version.
package main

import (
	"example.com/dep"
	"example.com/dep/sub"
)

func main() {
	println(dep.Name(), sub.Name(), dep.Loop())
}
