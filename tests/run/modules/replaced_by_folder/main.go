// A required module is a folder; it is compiled in its own language version.
package main

import (
	"example.com/dep"
	"example.com/dep/sub"
)

func main() {
	println(dep.Name(), sub.Name(), dep.Loop())
}
